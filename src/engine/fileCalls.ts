// Creates and removes secrets and configs. Their content goes one way: in, as one request body that is wiped afterwards.

import { ask } from './ask';
import type { Connection } from './connection';
import type { Call, FileSpec, JsonObject, SwarmCalls } from './engine';
import { EngineError } from './engineError';
import { isRaw, labels, raw, text } from './records/read';
import { slow } from './slow';

type FileCalls = Pick<SwarmCalls, 'readFile' | 'createFile' | 'removeFile'>;

export function fileCalls(connection: Connection): FileCalls {
  const engine = connection.endpoint.label;
  return {
    async readFile(kind, id, call) {
      const { Spec } = raw(await ask(connection, `read the ${kind}`, { path: [`${kind}s`, id] }, call));
      const { Name, Labels, Templating } = raw(Spec);
      const name = text(Name) ?? id;
      return {
        ...{ name, labels: labels(Labels) },
        ...(isRaw(Templating) ? { templating: Templating as JsonObject } : {}),
      };
    },
    async createFile(kind, spec, value, call) {
      const what = `create the ${kind}`;
      const bytes = bodyOf(spec, value);
      try {
        const id = text(raw(await send(connection, what, `${kind}s`, bytes, slow(call))).ID);
        if (id !== undefined) return id;
      } catch (error) {
        throw repeats(error, value) ? silent(connection, what, error) : error;
      } finally {
        bytes.fill(0);
      }
      throw new EngineError({ reason: 'badReply', engine, message: `Could not ${what}: the engine told no id.` });
    },
    async removeFile(kind, id, call) {
      await ask(connection, `remove the ${kind}`, { method: 'DELETE', path: [`${kind}s`, id] }, slow(call));
    },
  };
}

/** As bytes, which can be wiped: text would stay in memory for as long as the runtime likes. */
function bodyOf({ name, labels, templating }: FileSpec, value: Buffer): Buffer {
  const rest = JSON.stringify({ Name: name, Labels: labels, ...(templating ? { Templating: templating } : {}) });
  const head = `${rest.slice(0, -1)},"Data":"`;
  const encoded = value.toString('base64');
  const size = Buffer.byteLength(head);
  const body = Buffer.alloc(size + encoded.length + 2);
  body.write(head);
  body.write(encoded, size, 'latin1');
  body.write('"}', size + encoded.length);
  return body;
}

function send(connection: Connection, what: string, path: string, bytes: Buffer, call: Call): Promise<unknown> {
  return ask(connection, what, { method: 'POST', path: [path, 'create'], bytes }, call);
}

/** The engine does not repeat what it was sent, but a proxy before it may. */
function repeats(error: unknown, value: Buffer): boolean {
  const told: string[] = [];
  for (let at = error; at instanceof Error && told.length < 10; at = at.cause) told.push(at.message, at.stack ?? '');
  const all = told.join('\n');
  const encoded = value.toString('base64');
  const runs = all.match(/[A-Za-z0-9+/]{8,}=*/g) ?? [];
  const lines = value.toString('utf8').split(/[\r\n]+/);
  return (
    all.includes(encoded) ||
    runs.some((run) => encoded.includes(run)) ||
    lines.some((line) => line.trim().length > 3 && all.includes(line.trim()))
  );
}

function silent({ endpoint }: Connection, what: string, error: unknown): EngineError {
  const { reason, status } =
    error instanceof EngineError ? error : { reason: 'unexpected' as const, status: undefined };
  return new EngineError({
    ...{ reason, engine: endpoint.label },
    message: `Could not ${what}: the answer repeats its content, so it is not shown.`,
    ...(status === undefined ? {} : { status }),
  });
}
