// Reaches an engine, makes sure that it is Docker, agrees on an API version, and hands out the connection.

import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { AnswerError } from './answerError';
import type { Connection } from './connection';
import { dockerodeOver, refuseFailure } from './dockerodeModem';
import type { Endpoint } from './endpoint';
import type { Call, ConnectOptions } from './engine';
import type { EngineError } from './engineError';
import { callFailure, connectFailure, DeadlineExceeded } from './engineFailure';
import { type HttpClient, type HttpRequest, httpClient } from './http';
import { compareVersions, negotiate } from './negotiate';
import { socketTransport } from './transport/socketTransport';
import { type SshOptions, sshTransport } from './transport/sshTransport';

/** Rejects with an `EngineError` that has `connect`, or is `cancelled`. */
export async function openConnection(
  endpoint: Endpoint,
  { signal, deadlineMs = connectMs(endpoint), log, ssh }: ConnectOptions & { readonly ssh?: SshOptions } = {},
): Promise<Connection> {
  const { address } = endpoint;
  const http = httpClient(address.type === 'ssh' ? sshTransport(address, ssh) : socketTransport(address));
  try {
    const found = await withDeadline((both) => negotiate(endpoint, http, both), deadlineMs, signal);
    log?.(`${endpoint.url}: API ${found.apiVersion} agreed (the engine offers up to ${found.offered})`);
    return connectionOver(endpoint, http, found.apiVersion);
  } catch (error) {
    http.dispose();
    const failure = connectFailure(endpoint, error);
    log?.(`${endpoint.url}: ${failure.message}`);
    throw failure;
  }
}

// Over ssh there may be jump hosts and a slow login.
function connectMs({ address }: Endpoint): number {
  return address.type === 'ssh' ? 30_000 : 15_000;
}

const callMs = 15_000;

function connectionOver(endpoint: Endpoint, http: HttpClient, apiVersion: string): Connection {
  const failure = (what: string, error: unknown): EngineError => callFailure(endpoint, what, error);
  const versioned = (path: string) => `/v${apiVersion}${path}`;
  return {
    endpoint,
    apiVersion,
    docker: dockerodeOver(http, apiVersion),
    async stream({ method = 'GET', path, body, headers, signal, onSent, untilClose }) {
      try {
        const request = {
          method,
          path: versioned(path),
          signal,
          ...(onSent && { onSent }),
          ...(untilClose && { untilClose }),
          ...jsonBody(body, headers),
        };
        const response = await http.send({ ...request, pooled: false });
        await refuseFailure(response);
        return response;
      } catch (error) {
        throw failure(`read ${partOf(path)}`, error);
      }
    },
    async upgrade({ path, body, signal }) {
      try {
        const request = { method: 'POST', path: versioned(path), ...jsonBody(body), ...(signal && { signal }) };
        const answer = await http.upgrade(request);
        if (!answer.switched) throw await notSwitched(answer.response);
        const multiplexed = isMultiplexed(answer.response, apiVersion);
        const { socket, head } = answer;
        return { socket, head, ...(multiplexed !== undefined && { multiplexed }) };
      } catch (error) {
        throw failure(`open ${partOf(path)}`, error);
      }
    },
    async call<T>(what: string, run: (signal: AbortSignal) => Promise<T>, { signal, deadlineMs = callMs }: Call = {}) {
      try {
        return await withDeadline(run, deadlineMs, signal);
      } catch (error) {
        throw failure(what, error);
      }
    },
    failure,
    dispose: () => http.dispose(),
  };
}

/**
 * Settles no later than the deadline or the signal, also when `run` does not listen to the signal that it is given.
 * Rejects with `DeadlineExceeded`, with an `AbortError`, or with what `run` rejects with.
 */
export async function withDeadline<T>(
  run: (signal: AbortSignal) => Promise<T>,
  deadlineMs: number,
  outer?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded(deadlineMs)), deadlineMs);
  const cancel = () => controller.abort(new DOMException('Cancelled', 'AbortError'));
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(controller.signal.reason);
    controller.signal.addEventListener('abort', stop, { once: true });
  });
  // When the caller had given up before, nothing waits for it: its rejection is told by the throw below.
  stopped.catch(() => undefined);
  // One signal may stand for a whole picture: many calls listen to it at once, and each leaves when it ends.
  if (outer) setMaxListeners(0, outer);
  outer?.addEventListener('abort', cancel, { once: true });
  if (outer?.aborted) cancel();
  try {
    controller.signal.throwIfAborted();
    return await Promise.race([run(controller.signal), stopped]);
  } catch (error) {
    // Whatever a cancelled request says of itself, the reason is the one that counts.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', cancel);
    controller.signal.removeEventListener('abort', stop);
  }
}

function jsonBody(body: unknown, headers?: Readonly<Record<string, string>>): Pick<HttpRequest, 'body' | 'headers'> {
  if (body === undefined) return { ...(headers && { headers }) };
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } };
}

async function notSwitched(response: IncomingMessage): Promise<Error> {
  await refuseFailure(response);
  response.destroy();
  return new AnswerError(response.statusCode ?? 0, undefined, Buffer.from('The engine did not open a two-way stream'));
}

// API 1.42 and later name the kind of stream, older ones always say "raw": Engine API history, v1.42.
function isMultiplexed({ headers }: IncomingMessage, apiVersion: string): boolean | undefined {
  if (headers['content-type'] === 'application/vnd.docker.multiplexed-stream') return true;
  const isRaw = headers['content-type'] === 'application/vnd.docker.raw-stream';
  return isRaw && compareVersions(apiVersion, '1.42') >= 0 ? false : undefined;
}

// `/containers/abc/logs?tail=1` → `logs`, `/events` → `events`: what a person understands of it.
function partOf(path: string): string {
  return /\/([a-z]+)(\?|$)/.exec(path)?.[1] ?? 'from the engine';
}
