// One plain question to an engine, with its JSON answer.

import type { Connection } from './connection';
import type { Call } from './engine';
import { pathId } from './pathId';

export interface Question {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Fixed words and ids by turns, for example `['containers', id, 'json']`; each is encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A login for a registry, sent as `X-Registry-Auth`. */
  readonly registryAuth?: Readonly<Record<string, string>>;
  /** Instead of `body`: JSON as bytes that belong to the caller, who may wipe them. */
  readonly bytes?: Buffer;
}

/**
 * The answer as JSON; an empty text where there is none. It goes through dockerode's modem, not its methods: those leave
 * ids unencoded, put a POST's members into its path, and lose a volume's `force`. `what` completes "Could not …".
 */
export function ask(connection: Connection, what: string, question: Question, call?: Call): Promise<unknown> {
  const { method = 'GET', path, query = {}, body, bytes, registryAuth } = question;
  const engine = connection.endpoint.label;
  return connection.call(
    what,
    async (abortSignal) => {
      const words = path.map((word) => pathId(word, engine)).join('/');
      const sent = bytes ? bytesOf(bytes) : body && bodyOf(body);
      const login = registryAuth && { authconfig: registryAuth };
      return dial(connection, { method, path: `/${words}${queryText(query)}`, abortSignal, ...sent, ...login });
    },
    call,
  );
}

function dial(connection: Connection, options: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const modem = connection.docker.modem as {
      dial(options: object, done: (error: unknown, data: unknown) => void): void;
    };
    modem.dial(options, (error, data) => (error ? reject(error) : resolve(data)));
  });
}

/** The modem writes `_body` as JSON and `_query` behind a path's question mark, which has been written here already. */
function bodyOf(body: object): object {
  return { options: { _body: body, _query: {} }, allowEmpty: true };
}

/** The modem takes bytes for a tar archive unless it is told. */
function bytesOf(file: Buffer): object {
  return { file, headers: { 'Content-Type': 'application/json' } };
}

function queryText(query: NonNullable<Question['query']>): string {
  const pairs = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, typeof value === 'boolean' ? String(Number(value)) : String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
