// Small helpers to run other programs: quietly, with their output in the error when they fail.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Prints one line on what is going on, apart from the results on stdout. */
export function say(text) {
  console.error(`· ${text}`);
}

export function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

/** Runs a program to its end and returns its stdout; throws with the end of its output when it fails. */
export function runSync(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  if (done.error) throw new Error(`${command} could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new Error(failure(command, args, done.status ?? done.signal, done.stdout, done.stderr));
  return done.stdout ?? '';
}

/** As runSync, without blocking; `input` (a string or Buffer) goes to its stdin. */
export function run(command, args, { input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
    const out = [];
    const err = [];
    child.stdout?.on('data', (chunk) => out.push(chunk));
    child.stderr?.on('data', (chunk) => err.push(chunk));
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      const stdout = Buffer.concat(out).toString();
      if (code === 0) resolve(stdout);
      else reject(new Error(failure(command, args, code ?? signal, stdout, Buffer.concat(err).toString())));
    });
    // A program that ends before it has read everything breaks the pipe; its exit code tells more than EPIPE does.
    child.stdin?.on('error', (error) => err.push(Buffer.from(`stdin: ${error.message}\n`)));
    child.stdin?.end(input);
  });
}

/**
 * Polls `check` until it gives a true value, and returns that; throws a sentence naming `what` when the time is up. What
 * `check` throws counts as "not yet", unless the error has `fatal` set.
 */
export async function until(check, what, { timeoutMs = 30_000, pauseMs = 100 } = {}) {
  const end = Date.now() + timeoutMs;
  for (let last; ; ) {
    try {
      const value = await check();
      if (value) return value;
      last = undefined;
    } catch (error) {
      if (error.fatal) throw error;
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`${what} did not come within ${timeoutMs / 1000} s${last ? `: ${last.message}` : ''}`);
    }
    await sleep(pauseMs);
  }
}

/** The absolute path of a program, looked for in PATH and where Debian keeps what is root's; undefined when absent. */
export function which(name) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    for (const suffix of process.platform === 'win32' ? ['.cmd', '.exe'] : ['']) {
      const file = path.join(folder, name + suffix);
      if (folder && executable(file)) return file;
    }
  }
  return undefined;
}

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Some programs say what is wrong first, and then how they are used; others last.
function failure(command, args, status, stdout, stderr) {
  const lines = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n');
  const shown = lines.length > 40 ? [...lines.slice(0, 15), '…', ...lines.slice(-25)] : lines;
  return `${command} ${args.join(' ').slice(0, 300)} ended with ${status}:\n${shown.join('\n')}`;
}
