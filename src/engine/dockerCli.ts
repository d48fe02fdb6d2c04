// Runs the docker command line tool against the engine in hand: as a child process, never through a shell.

import { spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { HumanError } from '../model/humanError';
import type { Endpoint } from './endpoint';

export interface CliOptions {
  readonly cwd: string;
  /** Added to the process's own variables; never overrides one of them. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Each line that it prints, as it comes; untrusted text. */
  readonly onLine?: (line: string) => void;
}

export interface CliResult {
  readonly exitCode: number;
  /** What it printed, cut where it is very long. */
  readonly stdout: string;
  readonly stderr: string;
}

/** After this it is ended the hard way. */
const graceMs = 2_000;
const longestOutput = 1_000_000;

/**
 * Resolves with whatever exit code it ends with. Rejects with a `HumanError` where there is no docker command line tool, and
 * with the signal's reason when that fires: the tool and what it started are ended then.
 */
export function runDockerCli(endpoint: Endpoint, args: readonly string[], options: CliOptions): Promise<CliResult> {
  const { cwd, variables = {}, signal, onLine } = options;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const env = { ...harmless(variables), ...cliEnvironment(endpoint, process.env) };
    // A group of its own, so that the ssh which it may start ends with it.
    const detached = process.platform !== 'win32';
    const child = spawn('docker', args, { cwd, env, detached, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      readLines(
        child[name],
        (text) => {
          output[name] = (output[name] + text).slice(0, longestOutput);
        },
        onLine,
      );
    }
    const kill = (how: NodeJS.Signals) => {
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, how);
        else child.kill(how);
      } catch {
        // It has ended by itself in this moment.
        child.kill(how);
      }
    };
    let hard: NodeJS.Timeout | undefined;
    const stop = () => {
      kill('SIGTERM');
      hard = setTimeout(() => kill('SIGKILL'), graceMs);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const end = () => {
      clearTimeout(hard);
      signal?.removeEventListener('abort', stop);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      end();
      reject(error.code === 'ENOENT' ? missingCli(error) : error);
    });
    child.once('close', (code, how) => {
      end();
      if (signal?.aborted) reject(signal.reason);
      else resolve({ ...output, exitCode: code ?? (how ? 128 : 1) });
    });
  });
}

function readLines(
  stream: NodeJS.ReadableStream,
  keep: (text: string) => void,
  onLine: ((line: string) => void) | undefined,
): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (bytes: Buffer) => {
    const text = decoder.write(bytes);
    keep(text);
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '').slice(-longestOutput);
    for (const line of lines) if (line !== '') onLine?.(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine?.(rest);
  });
}

/** What a file beside a project says must not decide which engine is meant or what programs load. */
function harmless(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const risky = /^(DOCKER_|LD_|DYLD_|SSH_|PATH$|HOME$|SHELL$|BASH_ENV$|ENV$|(HTTPS?|ALL|NO)_PROXY$)/i;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !risky.test(name)));
}

const engineVariables = ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];

/**
 * Variables with which the tool reaches exactly this engine, whatever the user's current context is. `DOCKER_CONFIG` stays,
 * since it holds the credentials of registries.
 */
export function cliEnvironment(endpoint: Endpoint, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !engineVariables.includes(name)));
  const base = { ...kept, DOCKER_CLI_HINTS: 'false', NO_COLOR: '1' };
  const { address, context } = endpoint;
  if (address.type !== 'tcp' || !address.tls) return { ...base, DOCKER_HOST: endpoint.url };
  const { ca, directory, skipVerify } = address.tls;
  // Without a CA of its own the tool must not be told to look for one; a context tells it how else to trust.
  if (ca === undefined && !skipVerify && context !== undefined && context !== 'default') {
    return { ...base, DOCKER_CONTEXT: context };
  }
  const how = skipVerify ? { DOCKER_TLS: '1' } : { DOCKER_TLS_VERIFY: '1' };
  return { ...base, DOCKER_HOST: endpoint.url, DOCKER_CERT_PATH: directory, ...how };
}

function missingCli(cause: Error): HumanError {
  const error = new HumanError(
    'The docker command line tool is not installed where Dockhound runs, and stacks are deployed by it.',
    'Install it (package docker-ce-cli, or docker-cli) or put it on the PATH, then reload the window.',
    [{ title: 'How to Install', command: 'vscode.open', arguments: ['https://docs.docker.com/engine/install/'] }],
  );
  error.cause = cause;
  return error;
}
