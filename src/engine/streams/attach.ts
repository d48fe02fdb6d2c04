// The main program of a running container, as a session.

import { ask } from '../ask';
import type { Connection } from '../connection';
import type { Call, Session } from '../engine';
import { EngineError } from '../engineError';
import { inspectObject } from '../objectCalls';
import { pathId } from '../pathId';
import { amount, flag, raw } from '../records/read';
import { unusedDetachKeys, upgradeWithin } from './exec';
import { openSession } from './session';

export async function attachSession(connection: Connection, containerId: string, call?: Call): Promise<Session> {
  const engine = connection.endpoint.label;
  const inspected = raw(await inspectObject(connection, 'container', containerId, call));
  const config = raw(inspected.Config);
  if (flag(raw(inspected.State).Running) === false) {
    const message = 'The container does not run, so there is nothing to attach to.';
    throw new EngineError({ reason: 'conflict', engine, message, next: 'Start it first.' });
  }
  const id = pathId(containerId, engine);
  const exit = watchExit(connection, id);
  const query = new URLSearchParams({
    stream: '1',
    stdin: config.OpenStdin === true ? '1' : '0',
    stdout: '1',
    stderr: '1',
    detachKeys: unusedDetachKeys,
  });
  try {
    const upgraded = await upgradeWithin(connection, 'attach', { path: `/containers/${id}/attach?${query}` }, call);
    return openSession({
      upgraded,
      tty: config.Tty === true,
      engine,
      failure: (error) => connection.failure('read the container’s output', error),
      async resize(columns, rows) {
        const path = ['containers', containerId, 'resize'];
        await ask(connection, 'resize the terminal', { method: 'POST', path, query: { h: rows, w: columns } });
      },
      exitCode: () => exit.code(),
      onOver: () => exit.release(),
    });
  } catch (error) {
    exit.release(0);
    throw error;
  }
}

/** How long after its output the end of a container may become known. Milliseconds. */
const exitGraceMs = 2000;

/**
 * Waits from the start, on a connection of its own: afterwards a container that removes itself can no longer be asked.
 * Undefined where it only closed its output, or is restarted too soon to tell.
 */
function watchExit(connection: Connection, id: string) {
  const controller = new AbortController();
  const wait = async (): Promise<number | undefined> => {
    const path = `/containers/${id}/wait?condition=next-exit`;
    const response = await connection.stream({ method: 'POST', path, signal: controller.signal });
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return amount(raw(JSON.parse(Buffer.concat(chunks).toString('utf8'))).StatusCode);
  };
  // An engine that cannot tell leaves the exit code unknown; the session itself is not harmed by that.
  const code = wait().catch(() => undefined);
  return {
    code: () => code,
    release(graceMs = exitGraceMs): void {
      const timer = setTimeout(() => controller.abort(), graceMs);
      void code.finally(() => clearTimeout(timer));
    },
  };
}
