// Asks one of docker's credential helpers for a login: a program of its own, without a shell, within a deadline.
// Protocol: docker-credential-helpers, `get`: the registry on its input, JSON on its output, exit code 1 where there is none.

import { spawn } from 'node:child_process';

export type HelperAnswer =
  | { readonly type: 'found'; readonly username: string; readonly secret: string }
  | { readonly type: 'none' }
  /** Never holds what it said: that may be the secret. */
  | { readonly type: 'failed'; readonly why: string };

export type HelperRun = (
  name: string,
  registry: string,
  env: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
) => Promise<HelperAnswer>;

/** A helper may have to open a key ring, which asks a person; a service is not kept waiting for that. */
const deadlineMs = 10_000;
const longestAnswer = 65_536;

export const runCredentialHelper: HelperRun = (name, registry, env, signal) => {
  // It is written in a file of the person, and still no path: docker looks for it in the PATH alone.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    return Promise.resolve({ type: 'failed', why: 'The credential helper in config.json has no name of a program' });
  }
  const program = `docker-credential-${name}`;
  const failed = (why: string): HelperAnswer => ({ type: 'failed', why: `${program} ${why}` });
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(program, ['get'], { env, windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let length = 0;
    let late = false;
    const stop = () => child.kill('SIGKILL');
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, deadlineMs);
    signal?.addEventListener('abort', stop, { once: true });
    const settle = (answer: HelperAnswer) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason);
      else resolve(answer);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestAnswer) stop();
      else chunks.push(chunk);
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      settle(failed(error.code === 'ENOENT' ? 'is not installed where Dockhound runs' : 'cannot be started')),
    );
    child.on('close', (code) => {
      const said = Buffer.concat(chunks).toString('utf8');
      for (const chunk of chunks) chunk.fill(0);
      if (late) settle(failed(`did not answer within ${deadlineMs / 1000} s`));
      else if (code === 0) settle(understood(said) ?? failed('answered something else than a login'));
      // The words are part of the protocol (credentials/error.go).
      else
        settle(/credentials not found/i.test(said) ? { type: 'none' } : failed(`failed (exit code ${code ?? 'none'})`));
    });
    // It may end without reading what it is told.
    child.stdin.on('error', () => undefined);
    child.stdin.end(registry);
  });
};

function understood(said: string): HelperAnswer | undefined {
  try {
    const { Username, Secret } = JSON.parse(said) as { readonly Username?: unknown; readonly Secret?: unknown };
    if (typeof Username !== 'string' || typeof Secret !== 'string') return undefined;
    return Secret === '' ? { type: 'none' } : { type: 'found', username: Username, secret: Secret };
  } catch {
    // What a parser says of it would repeat it.
    return undefined;
  }
}
