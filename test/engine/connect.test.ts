import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from '../../src/engine/connection';
import type { Endpoint } from '../../src/engine/endpoint';
import { openConnection } from '../../src/engine/openConnection';
import { resolveEndpoint } from '../../src/engine/resolveEndpoint';
import { realSurroundings } from '../../src/engine/surroundings';
import { engineRequest, labNode, managerUrl, workerUrl } from '../support/lab';
import { type SshEngine, sshEngine, tcpEngine, tlsEngine } from '../support/remote';
import { type CertificateFolder, certificateFolder, type KeyPair } from '../transport/certificates';
import { endpointOf, rejection } from '../transport/servers';

describe('connecting to real engines', () => {
  const connections: Connection[] = [];
  const closers: (() => unknown)[] = [];

  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.dispose();
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function nameOf(endpoint: Endpoint, options?: Parameters<typeof openConnection>[1]): Promise<string> {
    const connection = await openConnection(endpoint, options);
    connections.push(connection);
    const info = await connection.call('read what the engine is', () => connection.docker.info());
    return (info as { Name: string }).Name;
  }

  const resolved = (env: NodeJS.ProcessEnv) => resolveEndpoint({ surroundings: realSurroundings(env) });

  it('by unix socket, named in DOCKER_HOST', async () => {
    assert.equal(await nameOf(await resolved({ DOCKER_HOST: managerUrl() })), 'lab-manager');
    assert.equal(await nameOf(await resolved({ DOCKER_HOST: workerUrl() })), 'lab-worker');
  });

  it('by the context that the docker CLI itself wrote', async () => {
    const folder = temporaryFolder();
    docker(folder, 'context', 'create', 'our-lab', '--description', 'a test', '--docker', `host=${managerUrl()}`);
    const byVariable = await resolved({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'our-lab' });
    assert.deepEqual([byVariable.origin, byVariable.label], ['DOCKER_CONTEXT', 'our-lab']);
    docker(folder, 'context', 'use', 'our-lab');
    const before = readFileSync(path.join(folder, 'config.json'), 'utf8');
    const current = await resolved({ DOCKER_CONFIG: folder });
    assert.equal(current.origin, 'currentContext');
    assert.equal(await nameOf(current), 'lab-manager');
    assert.equal(readFileSync(path.join(folder, 'config.json'), 'utf8'), before);
  });

  it('by TCP', async () => {
    const { url, close } = await tcpEngine('worker');
    closers.push(close);
    assert.equal(await nameOf(await resolved({ DOCKER_HOST: url })), 'lab-worker');
    assert.equal(await nameOf(await resolved({ DOCKER_HOST: url.replace('127.0.0.1', 'localhost') })), 'lab-worker');
  });

  it('says what the socket of a user without rights belongs to', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const folder = temporaryFolder();
    const socketPath = path.join(folder, 'docker.sock');
    const server = net.createServer().listen(socketPath);
    closers.push(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    chmodSync(folder, 0o755);
    chmodSync(socketPath, 0o660);
    const error = await asNobody(() => rejection(openConnection(endpointOf({ type: 'unix', path: socketPath }))));
    assert.deepEqual([error.reason, error.connect], ['denied', 'socketDenied']);
    assert.match(error.message, /belongs to group root, and user \S+ is not in it/);
  });

  describe('that speak TLS', () => {
    let certificates: CertificateFolder;
    let engine: Awaited<ReturnType<typeof tlsEngine>>;

    before(async () => {
      certificates = certificateFolder();
      engine = await tlsEngine('worker');
    });
    after(async () => {
      await engine?.close();
      certificates?.remove();
    });

    const variables = () => ({ DOCKER_HOST: engine.url, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: engine.certPath });

    // The endpoint as resolved, with some of its certificates replaced.
    async function changed(change: { readonly ca?: string; readonly pair?: KeyPair | 'none' }, host = '127.0.0.1') {
      const endpoint = await resolved(variables());
      assert(endpoint.address.type === 'tcp' && endpoint.address.tls);
      const { cert: _cert, key: _key, ...without } = endpoint.address.tls;
      const { pair, ca } = change;
      const own =
        pair === 'none' ? without : { ...endpoint.address.tls, ...(pair && { cert: pair.cert, key: pair.key }) };
      return { ...endpoint, address: { ...endpoint.address, host, tls: { ...own, ...(ca !== undefined && { ca }) } } };
    }

    it('with certificates as DOCKER_TLS_VERIFY and DOCKER_CERT_PATH name them', async () => {
      assert.equal(await nameOf(await resolved(variables())), 'lab-worker');
    });

    it('with certificates of a context that the docker CLI wrote', async () => {
      const folder = temporaryFolder();
      const file = (name: string) => `${name}=${path.join(engine.certPath, `${name}.pem`)}`;
      const host = `host=${engine.url.replace('127.0.0.1', 'localhost')},${file('ca')},${file('cert')},${file('key')}`;
      docker(folder, 'context', 'create', 'tls', '--docker', host);
      assert.equal(await nameOf(await resolved({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'tls' })), 'lab-worker');
    });

    it("and refuse a client without certificate, or with a stranger's", async () => {
      const stranger = certificates.authority('stranger').issue('strange-client', 'DNS:x');
      for (const pair of ['none', stranger] as const) {
        const error = await rejection(openConnection(await changed({ pair })));
        assert.deepEqual([error.reason, error.connect], ['tls', 'tls'], error.message);
        assert.match(error.message, /wants a client certificate/);
      }
    });

    it('are refused themselves when their authority is unknown or the name is wrong', async () => {
      const unknown = await changed({ ca: certificates.authority('other').cert });
      assert.match((await rejection(openConnection(unknown))).message, /not trusted here\. It is .*, issued by /);
      const { port } = new URL(engine.url);
      const door = await anyAddressDoor(Number(port));
      const elsewhere = await changed({}, '127.0.0.2');
      const named = { ...elsewhere, address: { ...elsewhere.address, port: door } };
      assert.match((await rejection(openConnection(named))).message, /for another name.*localhost, lab-manager/);
    });

    it('and say so to a plain request', async () => {
      const error = await rejection(openConnection(await resolved({ DOCKER_HOST: engine.url })));
      assert.deepEqual([error.reason, error.connect], ['tls', 'tls'], error.message);
      assert.match(error.message, /DOCKER_TLS_VERIFY/);
    });
  });

  describe('over SSH', () => {
    let engine: SshEngine;
    let folder: string;
    let sshdLog: string;

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'dockhound-keys-'));
      engine = await sshEngine('manager');
      sshdLog = path.join(path.dirname((await labNode('manager')).tlsFolder), 'manager', 'ssh', 'sshd.log');
    });
    after(async () => {
      await engine?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const options = () => ({ ssh: { env: { ...process.env, PATH: `${engine.binPath}:${process.env.PATH}` } } });
    const open = async (url = engine.url) => openConnection(await resolved({ DOCKER_HOST: url }), options());

    /** How often somebody logged in so far. */
    const logins = () => readFileSync(sshdLog, 'utf8').match(/^Accepted publickey/gm)?.length ?? 0;

    /** The processes that hold a login for others to share. */
    const sharedLogins = (): number[] =>
      readdirSync('/proc').flatMap((pid) => {
        const file = `/proc/${pid}/cmdline`;
        const words = /^\d+$/.test(pid) && existsSync(file) ? readFileSync(file, 'utf8').split('\0') : [];
        const isOurs = words[0] === '/usr/bin/ssh' && words.includes('-M') && words.includes(new URL(engine.url).port);
        return isOurs ? [Number(pid)] : [];
      });

    function newKey(name: string): string {
      const file = path.join(folder, name);
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
      return readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
    }

    // Runs with another text in a file of ssh's settings.
    async function withText<T>(file: string, text: string, run: () => Promise<T>): Promise<T> {
      const before = readFileSync(file);
      writeFileSync(file, text);
      return run().finally(() => writeFileSync(file, before));
    }

    it('through docker system dial-stdio, calls, streams and upgrades alike', async () => {
      const connection = await open();
      connections.push(connection);
      const { docker: api } = connection;
      assert.equal(((await api.info()) as { Name: string }).Name, 'lab-manager');
      const created = await api.createContainer({ Image: 'busybox:1.36', Cmd: ['cat'], OpenStdin: true });
      closers.push(() => engineRequest(managerUrl(), 'DELETE', `/containers/${created.id}?force=1`));
      await created.start();
      const exec = await created.exec({
        Cmd: ['sh', '-c', 'cat; exit 7'],
        AttachStdin: true,
        AttachStdout: true,
        Tty: true,
      });
      const { socket } = await connection.upgrade({
        path: `/exec/${exec.id}/start`,
        body: { Tty: true, Detach: false },
      });
      const said = new Promise<string>((resolve) => socket.once('data', (data: Buffer) => resolve(String(data))));
      socket.write('hello\n');
      assert.match(await said, /hello/);
      const ended = new Promise((resolve) => socket.once('close', resolve).resume());
      socket.write('\u0004');
      await ended;
      assert.equal((await exec.inspect()).ExitCode, 7);
      const events = await connection.stream({ path: '/events', signal: new AbortController().signal });
      const heard = new Promise<string>((resolve) => events.once('data', (data: Buffer) => resolve(String(data))));
      await created.kill();
      assert.match(await heard, /"(kill|die)"/);
    });

    it('with one login for many streams, more than a server lets share one', async () => {
      const before = logins();
      const connection = await open();
      connections.push(connection);
      const ends = Array.from({ length: 12 }, () => new AbortController());
      // OpenSSH's sshd serves ten sessions over one login (sshd_config(5), MaxSessions); the others log in themselves.
      const streams = await Promise.all(ends.map(({ signal }) => connection.stream({ path: '/events', signal })));
      assert.equal(streams.length, 12);
      for (const stream of streams) stream.on('error', () => undefined);
      assert.equal(logins() - before < 6, true, `${logins() - before} logins`);
      for (const end of ends) end.abort();
      assert.equal(((await connection.docker.info()) as { Name: string }).Name, 'lab-manager');
    });

    it('by way of what the person shares already, where the settings say so', async () => {
      const own = path.join(folder, 'own');
      const config = path.join(engine.binPath, 'config');
      const shared = `${readFileSync(config, 'utf8')}ControlPath ${own}\n`;
      const login = await withText(config, shared, async () => {
        const master = spawn(path.join(engine.binPath, 'ssh'), [
          '-M',
          '-N',
          '-p',
          new URL(engine.url).port,
          'root@127.0.0.1',
        ]);
        closers.push(() => master.kill());
        while (!existsSync(own)) await new Promise((done) => setTimeout(done, 20));
        const before = logins();
        const connection = await open();
        connections.push(connection);
        assert.equal(((await connection.docker.info()) as { Name: string }).Name, 'lab-manager');
        return logins() - before;
      });
      assert.equal(login, 0);
    });

    it('anew when the shared login was lost', async () => {
      const connection = await open();
      connections.push(connection);
      const masters = sharedLogins();
      assert.equal(masters.length, 1);
      for (const pid of masters) process.kill(pid, 'SIGKILL');
      const ended = () => sharedLogins().length === 0;
      while (!ended()) await new Promise((done) => setTimeout(done, 20));
      // A call that met the end of the old login fails; the next one logs in again.
      await connection.docker.info().catch(() => undefined);
      assert.equal(((await connection.docker.info()) as { Name: string }).Name, 'lab-manager');
      connection.dispose();
      while (!ended()) await new Promise((done) => setTimeout(done, 20));
    });

    it('to a socket that the address names', async () => {
      const { socket } = await labNode('manager');
      const connection = await open(`${engine.url}${socket}`);
      connections.push(connection);
      assert.equal(((await connection.docker.info()) as { Name: string }).Name, 'lab-manager');
      const missing = await rejection(open(`${engine.url}/nothing/here.sock`));
      assert.match(String(missing.connect), /socketMissing|nothingListening/, missing.message);
    });

    it('never to a host whose key is unknown or has changed', async () => {
      const unknown = await withText(engine.knownHosts, '', () => rejection(open()));
      assert.deepEqual([unknown.reason, unknown.connect], ['hostKey', 'hostKey'], unknown.message);
      assert.match(unknown.message, /not known yet/);
      const other = `[127.0.0.1]:${new URL(engine.url).port} ${newKey('other')}\n`;
      const changed = await withText(engine.knownHosts, other, () => rejection(open()));
      assert.deepEqual([changed.reason, changed.connect], ['hostKey', 'hostKey'], changed.message);
      assert.match(changed.message, /has changed.*ssh-keygen -R \[127\.0\.0\.1\]/);
    });

    it('not without the right key, a server, or a known name', async () => {
      newKey('wrong');
      const wrong = readFileSync(path.join(folder, 'wrong'), 'utf8');
      const denied = await withText(path.join(engine.binPath, 'key'), wrong, () => rejection(open()));
      assert.deepEqual([denied.reason, denied.connect], ['denied', 'sshFailed'], denied.message);
      const refused = await rejection(open('ssh://root@127.0.0.1:1'));
      assert.equal(refused.connect, 'nothingListening', refused.message);
      const nowhere = await rejection(open('ssh://nothing.invalid'));
      assert.equal(nowhere.connect, 'hostUnknown', nowhere.message);
    });
  });

  function docker(configFolder: string, ...words: string[]) {
    execFileSync('docker', words, { env: { PATH: process.env.PATH, DOCKER_CONFIG: configFolder }, stdio: 'pipe' });
  }

  function temporaryFolder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-connect-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  // Without the rights of root: file permissions count, as for anybody else.
  async function asNobody<T>(run: () => Promise<T>): Promise<T> {
    const groups = process.getgroups?.() ?? [];
    process.setgroups?.([65_534]);
    process.setegid?.(65_534);
    process.seteuid?.(65_534);
    try {
      return await run();
    } finally {
      process.seteuid?.(0);
      process.setegid?.(0);
      process.setgroups?.(groups);
    }
  }

  // A port that leads to another, on every address of this machine.
  async function anyAddressDoor(port: number): Promise<number> {
    const sockets = new Set<net.Socket>();
    const server = net.createServer((near) => {
      const far = net.connect(port, '127.0.0.1');
      for (const socket of [near, far]) sockets.add(socket.on('error', () => socket.destroy()));
      near.pipe(far).pipe(near);
    });
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    return (server.address() as AddressInfo).port;
  }
});
