// The engines of a test run behind the transports that cross machines: TCP, TCP with TLS, SSH.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lab, labNode, labPort } from './lab';

export interface RemoteEngine {
  /** `tcp://127.0.0.1:…` or `ssh://root@127.0.0.1:…` */
  readonly url: string;
  close(): Promise<void>;
}

/** The engine behind TLS, which asks clients for a certificate: DOCKER_TLS_VERIFY=1, DOCKER_CERT_PATH=certPath. */
export async function tlsEngine(name = 'worker'): Promise<RemoteEngine & { readonly certPath: string }> {
  const { tlsFolder } = await labNode(name);
  const door = await labPort(name, 2376);
  return { url: `tcp://127.0.0.1:${door.port}`, certPath: tlsFolder, close: door.close };
}

/** The engine on plain TCP. */
export async function tcpEngine(name = 'worker'): Promise<RemoteEngine> {
  const { socket } = await labNode(name);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const engine = connect(socket);
    for (const end of [client, engine]) {
      open.add(end);
      end.on('close', () => open.delete(end)).on('error', () => end.destroy());
    }
    client.pipe(engine).pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      for (const end of open) end.destroy();
      server.close(() => done());
    });
  return { url: `tcp://127.0.0.1:${port}`, close };
}

export interface SshEngine extends RemoteEngine {
  /** A folder whose `ssh` uses this engine's key and known_hosts, and nothing of the person's own: put it first in PATH. */
  readonly binPath: string;
  /** The known_hosts file in use. Rewrite it to make the host unknown, or its key another. */
  readonly knownHosts: string;
}

/** The engine behind a real sshd, reached by `ssh … docker system dial-stdio`. */
export async function sshEngine(name = 'worker'): Promise<SshEngine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-ssh-'));
  const file = (each: string) => path.join(folder, each);
  const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file('key')]);
  if (made.status !== 0) throw new Error(`ssh-keygen: ${made.error?.message ?? made.stderr}`);
  const { hostKey } = await lab('startSshd', { node: name, authorizedKeys: readFileSync(file('key.pub'), 'utf8') });
  const door = await labPort(name, 22);
  writeFileSync(file('known_hosts'), `[127.0.0.1]:${door.port} ${hostKey}\n`);
  writeFileSync(
    file('config'),
    [
      'Host *',
      `IdentityFile ${file('key')}`,
      'IdentitiesOnly yes',
      `UserKnownHostsFile ${file('known_hosts')}`,
      '',
    ].join('\n'),
  );
  writeFileSync(file('ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F '${file('config')}' "$@"\n`);
  chmodSync(file('ssh'), 0o755);
  const close = async () => {
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `ssh://root@127.0.0.1:${door.port}`, binPath: folder, knownHosts: file('known_hosts'), close };
}
