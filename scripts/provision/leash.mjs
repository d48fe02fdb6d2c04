// Runs a program and ends it, with everything that it started, when its own stdin closes; then removes its folder.
//
//   node leash.mjs FOLDER PROGRAM ARGS
//
// So nothing outlives a test run, not even one that was killed outright. The folder's name also marks the environment of
// all that is started, by which processes are recognised that left the program's process group.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const [folder, program, ...args] = process.argv.slice(2);
const mark = path.basename(folder);
const windows = process.platform === 'win32';
const env = { ...process.env, DOCKHOUND_LEASH: mark };
const child = spawn(program, args, { detached: !windows, stdio: ['ignore', 'inherit', 'inherit'], env });
let ending = false;

child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => {
  // What it wrote down says why; the owner removes the folder after reading it.
  if (!ending) void end(code ?? 1, false);
});
// Ctrl-C reaches the whole terminal group; the owner decides when to end.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void end(0));
process.on('SIGHUP', () => void end(0));
process.stdin.on('end', () => void end(0)).on('error', () => void end(0));
process.stdin.resume();

async function end(code, remove = true) {
  if (ending) return;
  ending = true;
  signalGroup('SIGTERM');
  for (let round = 0; round < 10 && child.exitCode === null && child.signalCode === null; round++) await pause();
  // Parts of a program may outlive its first process, in its group or, when they made their own session, by their mark.
  signalGroup('SIGKILL');
  for (const pid of marked()) signal(pid, 'SIGKILL');
  for (let round = 0; round < 40 && marked().length > 0; round++) await pause();
  if (remove) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  process.exit(code);
}

function signalGroup(name) {
  signal(windows ? child.pid : -child.pid, name);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}

function marked() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && hasMark(name))
    .map(Number);
}

function hasMark(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`DOCKHOUND_LEASH=${mark}`);
  } catch {
    return false;
  }
}

function pause() {
  return new Promise((done) => setTimeout(done, 100));
}
