// Engines behind ssh://: the system's own `ssh … docker system dial-stdio`, so that ~/.ssh/config, agents, jump hosts and
// known_hosts count. Each child is one connection, kept and used again by the pool above; where ssh can, they share a login.

import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { type Slots, slots } from '../../util/slots';
import type { Address } from '../endpoint';
import { ChildDuplex } from './childDuplex';
import { SshFailure } from './sshFailure';
import { type SshProgram, sshSharing } from './sshSharing';
import { connectDeadlineMs, type Transport, TransportClosed } from './transport';

export type SshAddress = Extract<Address, { type: 'ssh' }>;

export interface SshOptions {
  /** The program; `ssh` on the PATH unless told. */
  readonly program?: string;
  /** Environment of the program; the process's own unless told. */
  readonly env?: NodeJS.ProcessEnv;
}

export function sshTransport(address: SshAddress, { program = 'ssh', env = process.env }: SshOptions = {}): Transport {
  const ssh: SshProgram = { program, env };
  const sharing = sshSharing(ssh, hostArguments(address));
  const open = new Set<ChildDuplex>();
  const gate = slots(maxStarting);
  let closed = false;
  return {
    hostHeader: 'docker',
    prefix: '',
    maxPooled: 3,
    async connect(): Promise<Duplex> {
      const opened = await enterGate(gate);
      if (closed) {
        opened();
        throw new TransportClosed();
      }
      if (open.size >= maxChildren) {
        opened();
        throw new SshFailure({ code: null, signal: null, stderr: '', answered: false }, 'tooMany');
      }
      const shared = await sharing.arguments().catch((error: unknown) => {
        opened();
        throw error;
      });
      if (closed) {
        opened();
        throw new TransportClosed();
      }
      const duplex = start(ssh, [...shared, ...sshArguments(address)]);
      open.add(duplex);
      duplex.once('answered', opened);
      duplex.once('close', () => {
        opened();
        open.delete(duplex);
      });
      // Idle in the pool there is nobody else to hear an error.
      duplex.on('error', opened);
      return duplex;
    },
    dispose() {
      closed = true;
      for (const duplex of open) duplex.destroy(new TransportClosed());
      sharing.dispose();
    },
  };
}

/** The arguments of ssh for one connection; exported for tests. */
export function sshArguments(address: SshAddress): readonly string[] {
  return [
    ...hostArguments(address),
    // The far side's shell reads this as one line.
    address.remoteSocket === undefined
      ? 'docker system dial-stdio'
      : `docker --host ${shellQuoted(`unix://${address.remoteSocket}`)} system dial-stdio`,
  ];
}

/** Everything up to the host, and with it. */
function hostArguments(address: SshAddress): readonly string[] {
  return [
    // Nobody can answer a question here: without this, ssh would wait for a password or for a "yes" to an unknown host.
    ...['-o', 'BatchMode=yes'],
    ...['-o', `ConnectTimeout=${connectDeadlineMs / 1000}`],
    // A dead link is noticed within a minute.
    ...['-o', 'ServerAliveInterval=15', '-o', 'ServerAliveCountMax=3'],
    '-T',
    ...(address.user === undefined ? [] : ['-l', address.user]),
    ...(address.port === undefined ? [] : ['-p', String(address.port)]),
    '--',
    address.host,
  ];
}

// sshd refuses new connections at random beyond ten unauthenticated ones (MaxStartups 10:30:100), so few start at once.
const maxStarting = 4;
const startingMs = 5_000;
const maxChildren = 40;

function start({ program, env }: SshProgram, args: readonly string[]): ChildDuplex {
  const child = spawn(program, args, {
    env,
    stdio: 'pipe',
    windowsHide: true,
    // Windows looks for programs in the working directory first: never in somebody's workspace.
    cwd: path.parse(process.execPath).root,
  });
  return new ChildDuplex(child, (end) => new SshFailure(end));
}

// A quiet stream may not answer for long: after a while it counts as started all the same.
async function enterGate(gate: Slots): Promise<() => void> {
  const leave = await gate.enter();
  const timer = setTimeout(leave, startingMs).unref();
  return () => {
    clearTimeout(timer);
    leave();
  };
}

function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
