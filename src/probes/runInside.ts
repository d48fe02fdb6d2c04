// Runs a program inside a container for a limited time, and ends it there when the time is over or the person gives up.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';

export interface InsideOptions {
  readonly signal: AbortSignal;
  /** Milliseconds that the program may take. */
  readonly deadlineMs: number;
  /** The container has `sh`: only then can the program be ended in it. */
  readonly hasShell: boolean;
  readonly user?: string;
}

export interface InsideResult {
  /** Absent where it was ended at its deadline, or the engine does not know. */
  readonly exitCode?: number;
  readonly timedOut: boolean;
  readonly stdout: string;
  /** Both streams as they came, cut after 64 KiB. */
  readonly output: string;
  /** Milliseconds, the way to the engine included. */
  readonly tookMs: number;
  /** It may still run in there: without a shell nobody can end it. */
  readonly mayRunOn: boolean;
}

const mostBytes = 64 * 1024;
const startMs = 10_000;
const endMs = 5_000;

/** `$$` stays the pid over `exec`; the engine starts each program as the leader of a session (runc, nsexec.c: setsid). */
const tellsPid = 'echo "$$"; exec "$@"';

/**
 * `command` is run as it is: no shell reads it. Rejects with the signal's reason when that fires, after the program was ended.
 * A program that is not there ends with 126 or 127, as in a shell, whatever the engine makes of it.
 */
export async function runInside(
  engine: Engine,
  containerId: string,
  command: readonly string[],
  { signal, deadlineMs, hasShell, user }: InsideOptions,
): Promise<InsideResult> {
  signal.throwIfAborted();
  const started = performance.now();
  const wrapped = hasShell ? ['sh', '-c', tellsPid, 'sh', ...command] : command;
  const who = user === undefined ? {} : { user };
  const over = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  const collected = createCollector(hasShell);
  try {
    const session = await engine.exec(
      containerId,
      { command: wrapped, tty: false, input: false, ...who },
      { deadlineMs: Math.max(startMs, deadlineMs), signal },
    );
    const close = () => session.close();
    over.addEventListener('abort', close, { once: true });
    if (over.aborted) close();
    try {
      for await (const { stream, bytes } of session.output) collected.push(stream, bytes);
      const { exitCode } = over.aborted ? {} : await session.ended;
      const tookMs = Math.round(performance.now() - started);
      if (!over.aborted) return { ...ended(exitCode), timedOut: false, ...collected.texts(), tookMs, mayRunOn: false };
      const killed = await endInside(engine, containerId, collected.pid(), user);
      signal.throwIfAborted();
      return { timedOut: true, ...collected.texts(), tookMs, mayRunOn: !killed };
    } finally {
      over.removeEventListener('abort', close);
      session.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    const words = notThere(error);
    if (words === undefined) throw error;
    const tookMs = Math.round(performance.now() - started);
    return { exitCode: 127, timedOut: false, stdout: '', output: words, tookMs, mayRunOn: false };
  }
}

/** Kills the program and all it started; false where it could not be done. */
async function endInside(
  engine: Engine,
  containerId: string,
  pid: string | undefined,
  user: string | undefined,
): Promise<boolean> {
  if (pid === undefined) return false;
  const who = user === undefined ? {} : { user };
  const command = ['sh', '-c', 'kill -9 "-$1" 2>/dev/null || kill -9 "$1"', 'sh', pid];
  try {
    await engine.run(containerId, { command, ...who }, { deadlineMs: endMs });
    return true;
  } catch (error) {
    // The container itself has ended, and with it all that ran in it.
    return error instanceof EngineError && (error.reason === 'notFound' || error.reason === 'conflict');
  }
}

function ended(exitCode: number | undefined): { readonly exitCode?: number } {
  return exitCode === undefined ? {} : { exitCode };
}

/** Newer engines refuse the start of what is not there, older ones say so in its output. */
function notThere(error: unknown): string | undefined {
  const missing = /executable file not found|no such file or directory|OCI runtime exec failed/i;
  return error instanceof EngineError && missing.test(error.message) ? error.message : undefined;
}

function createCollector(tellsPidFirst: boolean) {
  const all: Buffer[] = [];
  const out: Buffer[] = [];
  let left = mostBytes;
  let head = tellsPidFirst ? '' : undefined;
  let pid: string | undefined;
  return {
    push(stream: string, bytes: Buffer): void {
      let rest = bytes;
      if (head !== undefined && stream !== 'stderr') {
        const end = bytes.indexOf(10);
        head += bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
        rest = end < 0 ? bytes.subarray(bytes.length) : bytes.subarray(end + 1);
        if (end >= 0 || head.length > 20) {
          if (/^\d+$/.test(head)) pid = head;
          else rest = Buffer.concat([Buffer.from(`${head}\n`, 'latin1'), rest]);
          head = undefined;
        }
      }
      // Read to the end all the same: a program that cannot write does not end.
      const kept = rest.subarray(0, left);
      left -= kept.length;
      all.push(kept);
      if (stream !== 'stderr') out.push(kept);
    },
    pid: () => pid,
    texts: () => ({
      stdout: Buffer.concat(out).toString('utf8'),
      output: Buffer.concat(all).toString('utf8') + (left === 0 ? '\n… (cut)' : ''),
    }),
  };
}
