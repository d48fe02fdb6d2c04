// One login for all connections to a host: ssh's own connection sharing (ssh_config(5), ControlMaster), so that a second
// connection costs a message instead of a handshake, and a security key is touched once.

import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Disposable } from '../../util/disposable';
import type { ChildEnd } from './childDuplex';
import { SshFailure } from './sshFailure';
import { TransportClosed } from './transport';

export interface SshProgram {
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface SshSharing extends Disposable {
  /**
   * What to add to the arguments of the next connection; nothing where each has to log in for itself. Rejects with an
   * `SshFailure` when the host does not let us in.
   */
  arguments(): Promise<readonly string[]>;
}

/** `base` are the arguments that every connection to this host has, up to and with the host. */
export function sshSharing(ssh: SshProgram, base: readonly string[]): SshSharing {
  let login: Promise<Login | undefined> | undefined;
  let unable = process.platform === 'win32';
  const ending = new AbortController();
  return {
    async arguments() {
      if (unable) return [];
      login ??= logIn(ssh, base, ending.signal);
      const mine = login;
      try {
        const shared = await mine;
        if (!shared) {
          unable = true;
          return [];
        }
        if (shared.isAlive()) return ['-o', 'ControlMaster=no', '-S', shared.socket];
      } catch (error) {
        if (login === mine) login = undefined;
        throw error;
      }
      // It ended since: whoever comes first logs in again.
      if (login === mine) login = undefined;
      return this.arguments();
    },
    dispose: () => ending.abort(new TransportClosed()),
  };
}

interface Login {
  readonly socket: string;
  isAlive(): boolean;
}

/** Undefined where connections cannot, or should not, be shared by us. */
async function logIn(ssh: SshProgram, base: readonly string[], signal: AbortSignal): Promise<Login | undefined> {
  if (await sharesAlready(ssh, base)) return undefined;
  signal.throwIfAborted();
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-'));
  const socket = path.join(folder, 's');
  const clear = () => rmSync(folder, { recursive: true, force: true });
  // A socket's path has at most 104 bytes on macOS, and ssh adds 17 of its own while it makes it.
  if (Buffer.byteLength(socket) > 85) {
    clear();
    return undefined;
  }
  const args = ['-c', untilInputEnds, 'sh', ssh.program, '-M', '-N', '-S', socket, '-o', 'ControlPersist=no', ...base];
  const child = spawn('/bin/sh', args, { env: ssh.env, cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-8_192);
  });
  child.stdin.on('error', () => child.kill());
  const leave = () => child.stdin.end();
  signal.addEventListener('abort', leave);
  let alive = true;
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null, stderr, answered: false }));
    child.once('close', (code, signal) => resolve({ code, signal, stderr, answered: false }));
  }).then((end) => {
    alive = false;
    signal.removeEventListener('abort', leave);
    clear();
    return end;
  });
  while (alive && !existsSync(socket)) await Promise.race([ended, new Promise((done) => setTimeout(done, lookMs))]);
  if (alive) return { socket, isAlive: () => alive };
  const end = await ended;
  signal.throwIfAborted();
  // Words of OpenSSH's mux.c: it logged in, but cannot share. Everything else keeps a single connection out as well.
  if (end.code === null || /ControlPath|ControlSocket|unix_listener|muxserver|mux_/.test(stderr)) return undefined;
  throw new SshFailure(end);
}

const lookMs = 10;

/**
 * Runs the program in "$@" until it ends, or until the standard input does: ssh without a command does not look at its
 * own, and would outlive an editor that was killed.
 */
const untilInputEnds = `exec 3<&0
"$@" </dev/null 3<&- &
program=$!
(cat <&3 >/dev/null; kill "$program") 2>/dev/null &
watch=$!
exec 3<&-
wait "$program"
code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

/** Whether the person's own settings share connections to this host, perhaps one for which they typed a password. */
function sharesAlready({ program, env }: SshProgram, base: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, ['-G', ...base], { env, cwd: '/', timeout: 3_000 }, (error, stdout) => {
      // An ssh that cannot tell is left alone.
      resolve(error !== null || /^controlpath (?!none$)/im.test(stdout));
    });
  });
}
