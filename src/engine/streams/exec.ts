// Programs started inside a running container: as a session, or run to their end.

import { pause } from '../../util/pause';
import { ask } from '../ask';
import type { Connection, Upgraded, UpgradeRequest } from '../connection';
import type { Call, ExecOptions, ExecResult, Session } from '../engine';
import { EngineError } from '../engineError';
import { compareVersions } from '../negotiate';
import { amount, flag, type Raw, raw, text } from '../records/read';
import { badReply } from './body';
import { openSession } from './session';

/**
 * Docker's own detach keys, Ctrl-P Ctrl-Q, hold back every Ctrl-P (the shell's "previous") and could stand in a paste.
 * Detaching is done by closing here, so they become what nobody types.
 */
export const unusedDetachKeys = 'ctrl-^,ctrl-_,ctrl-^,ctrl-_';

export function startSession(
  connection: Connection,
  containerId: string,
  options: ExecOptions,
  call?: Call,
): Promise<Session> {
  return startExec(connection, containerId, options, options.input !== false, call);
}

const defaultMaxBytes = 1024 * 1024;

/** Rejects with `timeout` at the deadline; the program itself cannot be ended and may go on. */
export function runProgram(
  connection: Connection,
  containerId: string,
  options: Omit<ExecOptions, 'tty'>,
  call: Call & { maxBytes?: number } = {},
): Promise<ExecResult> {
  const what = 'run a program in the container';
  return connection.call(
    what,
    async (signal) => {
      const inner = { signal, ...(call.deadlineMs === undefined ? {} : { deadlineMs: call.deadlineMs }) };
      const session = await startExec(connection, containerId, { ...options, tty: false }, false, inner);
      const close = () => session.close();
      signal.addEventListener('abort', close, { once: true });
      try {
        const result = await collect(session, call.maxBytes ?? defaultMaxBytes);
        signal.throwIfAborted();
        return result;
      } finally {
        signal.removeEventListener('abort', close);
        session.close();
      }
    },
    call,
  );
}

/** Upgrades within a call whose signal ends with it: the stream lives longer than the question for it. */
export function upgradeWithin(
  connection: Connection,
  what: string,
  request: Omit<UpgradeRequest, 'signal'>,
  call?: Call,
): Promise<Upgraded> {
  return connection.call(
    what,
    async (signal) => {
      const opening = new AbortController();
      const abort = () => opening.abort(signal.reason);
      signal.throwIfAborted();
      signal.addEventListener('abort', abort, { once: true });
      try {
        return await connection.upgrade({ ...request, signal: opening.signal });
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },
    call,
  );
}

async function startExec(
  connection: Connection,
  containerId: string,
  options: ExecOptions,
  stdin: boolean,
  call: Call | undefined,
): Promise<Session> {
  const engine = connection.endpoint.label;
  const { tty, columns, rows } = options;
  const size = tty && columns !== undefined && rows !== undefined ? { columns, rows } : undefined;
  // Before API 1.42 a size can only be told to a program that already runs.
  const early =
    size && compareVersions(connection.apiVersion, '1.42') >= 0 ? { ConsoleSize: [size.rows, size.columns] } : {};
  const created = await ask(
    connection,
    'start a program in the container',
    { method: 'POST', path: ['containers', containerId, 'exec'], body: { ...execBody(options, stdin), ...early } },
    call,
  );
  const execId = text(raw(created).Id);
  if (execId === undefined) throw badReply(engine, 'The engine made an exec without an id.');
  const upgraded = await upgradeWithin(
    connection,
    'start a program in the container',
    { path: `/exec/${encodeURIComponent(execId)}/start`, body: { Detach: false, Tty: tty, ...early } },
    call,
  );
  const resize = async (width: number, height: number) => {
    const question = { method: 'POST', path: ['exec', execId, 'resize'], query: { h: height, w: width } } as const;
    await ask(connection, 'resize the terminal', question);
  };
  const session = openSession({
    upgraded,
    tty,
    engine,
    resize,
    failure: (error) => connection.failure('read the program’s output', error),
    exitCode: () => execExitCode(connection, execId),
  });
  if (size && Object.keys(early).length === 0)
    await firstSize(connection, execId, () => resize(size.columns, size.rows));
  return session;
}

function execBody(options: ExecOptions, stdin: boolean) {
  return {
    AttachStdin: stdin,
    AttachStdout: true,
    AttachStderr: true,
    Tty: options.tty,
    Cmd: options.command,
    DetachKeys: unusedDetachKeys,
    ...(options.user === undefined ? {} : { User: options.user }),
    ...(options.workdir === undefined ? {} : { WorkingDir: options.workdir }),
    ...(options.env === undefined ? {} : { Env: options.env }),
    ...(options.privileged === undefined ? {} : { Privileged: options.privileged }),
  };
}

const retryPausesMs = [0, 20, 50, 100, 200, 400];

/** The engine answers the start before the program runs, and refuses a resize until then. */
async function firstSize(connection: Connection, execId: string, resize: () => Promise<void>): Promise<void> {
  for (const pauseMs of retryPausesMs) {
    await pause(pauseMs);
    try {
      return await resize();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      // Over already, or never begun: the size does not matter, and the output says why.
      if (amount((await readExec(connection, execId)).ExitCode) !== undefined) return;
    }
  }
}

const exitPausesMs = [0, 10, 20, 50, 100, 200, 400, 800, 1600];

/** The output may end a moment before the engine notes the end. Undefined where it has not done so in three seconds. */
async function execExitCode(connection: Connection, execId: string): Promise<number | undefined> {
  for (const pauseMs of exitPausesMs) {
    await pause(pauseMs);
    const exec = await readExec(connection, execId);
    if (flag(exec.Running) === false) return amount(exec.ExitCode);
  }
  return undefined;
}

async function readExec(connection: Connection, execId: string): Promise<Raw> {
  return raw(await ask(connection, 'read how the program ended', { path: ['exec', execId, 'json'] }));
}

async function collect(session: Session, maxBytes: number): Promise<ExecResult> {
  const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  let left = maxBytes;
  let truncated = false;
  for await (const { stream, bytes } of session.output) {
    truncated = bytes.length > left;
    chunks[stream === 'stderr' ? 'stderr' : 'stdout'].push(truncated ? bytes.subarray(0, left) : bytes);
    left -= bytes.length;
    if (truncated) break;
  }
  if (truncated) session.close();
  return {
    ...(await session.ended),
    stdout: Buffer.concat(chunks.stdout).toString('utf8'),
    stderr: Buffer.concat(chunks.stderr).toString('utf8'),
    truncated,
  };
}
