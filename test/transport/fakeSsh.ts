// A program that stands in for ssh: leads to a socket, or fails in the words of the real one.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface FakeSsh {
  readonly program: string;
  /** Arguments of every call so far. */
  calls(): readonly (readonly string[])[];
  /** Process ids that are still alive. */
  alive(): readonly number[];
  remove(): void;
}

/** Host `ok` leads to `socketPath`; `dies` ends with 255 in the middle; others are looked up in `failures`. */
export function fakeSsh(
  socketPath: string,
  failures: Readonly<Record<string, readonly [number, string]>> = {},
): FakeSsh {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-ssh-'));
  const program = path.join(folder, 'ssh');
  const log = path.join(folder, 'log');
  writeFileSync(
    program,
    `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
// Knows no settings, as an ssh before version 6.8.
if (args[0] === '-G') process.exit(255);
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ pid: process.pid, args }) + '\\n');
const host = args[args.indexOf('--') + 1];
const failure = ${JSON.stringify(failures)}[host];
if (failure) {
  process.stderr.write(failure[1]);
  process.exitCode = failure[0];
} else {
  const socket = require('node:net').connect(${JSON.stringify(socketPath)});
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
  socket.on('error', () => process.exit(1));
  socket.on('close', () => process.exit(0));
  if (host === 'dies') socket.once('data', () => setTimeout(() => {
    process.stderr.write('client_loop: send disconnect: Broken pipe\\n');
    process.exit(255);
  }, 50));
}
`,
  );
  chmodSync(program, 0o755);
  const lines = (): { pid: number; args: string[] }[] =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
  return {
    program,
    calls: () => lines().map(({ args }) => args),
    alive: () =>
      lines()
        .map(({ pid }) => pid)
        .filter(isAlive),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function isAlive(pid: number): boolean {
  try {
    // An ended child that nobody has waited for yet still takes signals.
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
