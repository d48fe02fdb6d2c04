import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConnection } from '../../src/engine/openConnection';
import { sshArguments } from '../../src/engine/transport/sshTransport';
import { type FakeSsh, fakeSsh } from './fakeSsh';
import { endpointOf, engineLike, rejection } from './servers';

const failures: Readonly<Record<string, readonly [number, string, string, string, RegExp]>> = {
  changed: [
    255,
    '@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@@\nHost key verification failed.\r\n',
    'hostKey',
    'hostKey',
    /has changed.*ssh-keygen -R/,
  ],
  unknown: [
    255,
    'No ED25519 host key is known for unknown and you have requested strict checking.\r\nHost key verification failed.\r\n',
    'hostKey',
    'hostKey',
    /not known yet.*ssh ops@unknown/,
  ],
  login: [
    255,
    'Warning: Permanently added x.\nops@login: Permission denied (publickey,password).\r\n',
    'denied',
    'sshFailed',
    /refused the login.*Permission denied \(publickey/,
  ],
  badkey: [
    255,
    'Load key "/k": bad permissions\nops@badkey: Permission denied (publickey).\n',
    'denied',
    'sshFailed',
    /key cannot be used/,
  ],
  resolve: [
    255,
    'ssh: Could not resolve hostname resolve: Name or service not known\r\n',
    'unreachable',
    'hostUnknown',
    /not known/,
  ],
  refused: [
    255,
    'ssh: connect to host refused port 22: Connection refused\r\n',
    'refused',
    'nothingListening',
    /no SSH server listens on port 22/,
  ],
  slow: [255, 'ssh: connect to host slow port 22: Connection timed out\r\n', 'timeout', 'timeout', /in time/],
  route: [255, 'ssh: connect to host route port 22: No route to host\r\n', 'unreachable', 'unreachable', /no way/],
  nodocker: [127, 'bash: line 1: docker: command not found\n', 'unreachable', 'dockerMissing', /no program docker/],
  german: [127, 'bash: docker: Kommando nicht gefunden.\n', 'unreachable', 'dockerMissing', /no program docker/],
  windows: [
    1,
    "'docker' is not recognized as an internal or external command,\r\n",
    'unreachable',
    'dockerMissing',
    /no program docker/,
  ],
  denied: [
    1,
    'Error: dial unix /var/run/docker.sock: connect: permission denied\n',
    'denied',
    'socketDenied',
    /your user may not use/,
  ],
  missing: [
    1,
    'dial unix /var/run/docker.sock: connect: no such file or directory\n',
    'unreachable',
    'socketMissing',
    /does not exist/,
  ],
  stopped: [
    1,
    'Error: failed to open the raw stream connection: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?\n',
    'refused',
    'nothingListening',
    /no engine answers/,
  ],
  odd: [
    255,
    '\u001b[31mkex_exchange_identification: read: \u202eConnection reset by peer\n',
    'unreachable',
    'sshFailed',
    /code 255.*ssh says: kex_exchange_identification: read: Connection reset/,
  ],
  silent: [3, '', 'unreachable', 'sshFailed', /code 3/],
};

describe('ssh', () => {
  let folder: string;
  let server: http.Server;
  let ssh: FakeSsh;
  let handler: RequestListener;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dockhound-engine-'));
    handler = (_, response) => response.setHeader('Content-Type', 'application/json').end('[]');
    server = http.createServer(engineLike((request, response) => handler(request, response)));
    const socketPath = path.join(folder, 'docker.sock');
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    ssh = fakeSsh(
      socketPath,
      Object.fromEntries(Object.entries(failures).map(([host, [code, words]]) => [host, [code, words]])),
    );
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
    ssh.remove();
  });

  const open = (host = 'ok') =>
    openConnection(endpointOf({ type: 'ssh', host, user: 'ops' }), { ssh: { program: ssh.program } });

  async function allEnded(): Promise<void> {
    while (ssh.alive().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  it('passes arguments that cannot be taken for options, and quotes the socket', () => {
    const all = sshArguments({
      type: 'ssh',
      host: 'lab',
      user: 'ops',
      port: 2222,
      remoteSocket: "/run/my $(rm) '.sock",
    });
    assert.deepEqual(all.slice(all.indexOf('-T')), [
      '-T',
      '-l',
      'ops',
      '-p',
      '2222',
      '--',
      'lab',
      `docker --host 'unix:///run/my $(rm) '\\''.sock' system dial-stdio`,
    ]);
    assert(all.includes('BatchMode=yes'));
    assert.deepEqual(sshArguments({ type: 'ssh', host: 'lab' }).slice(-3), ['--', 'lab', 'docker system dial-stdio']);
  });

  it('uses one child for many calls, and ends all of them with the connection', async () => {
    const connection = await open();
    for (let round = 0; round < 10; round++) assert.deepEqual(await connection.docker.listContainers(), []);
    assert.equal(ssh.calls().length, 1);
    await Promise.all(Array.from({ length: 20 }, () => connection.docker.listContainers()));
    assert(ssh.calls().length <= 3, `${ssh.calls().length} children for calls`);
    connection.dispose();
    await allEnded();
  });

  it('gives each stream a child of its own, which ends with the stream', async () => {
    handler = (_, response) => void response.write('x');
    const connection = await open();
    const controller = new AbortController();
    const streams = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => connection.stream({ path: '/events', signal: controller.signal })),
    );
    assert.equal(ssh.calls().length, 7);
    for (const stream of streams) stream.on('error', () => undefined).resume();
    controller.abort();
    while (ssh.alive().length > 1) await new Promise((resolve) => setTimeout(resolve, 10));
    connection.dispose();
    await allEnded();
  });

  it('carries an upgraded stream both ways, with backpressure', async () => {
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
      socket.pipe(socket);
    });
    const connection = await open();
    const { socket } = await connection.upgrade({ path: '/exec/x/start', body: {} });
    const sent = Buffer.alloc(5_000_000, 'dockhound');
    const received: Buffer[] = [];
    let size = 0;
    const done = new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        received.push(chunk);
        size += chunk.length;
        if (size >= sent.length) resolve();
      });
    });
    socket.write(sent);
    await done;
    assert(Buffer.concat(received).equals(sent));
    connection.dispose();
    await allEnded();
  });

  it('ends the children of a stream that is read to its end', async () => {
    handler = (_, response) => response.end('all of it');
    const connection = await open();
    const response = await connection.stream({ path: '/logs', signal: new AbortController().signal });
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), 'all of it');
    while (ssh.alive().length > 1) await new Promise((resolve) => setTimeout(resolve, 10));
    connection.dispose();
    await allEnded();
  });

  it('says why when ssh ends in the middle', async () => {
    handler = (_, response) => void response.write('x');
    const connection = await open('dies');
    const response = await connection.stream({ path: '/events', signal: new AbortController().signal });
    const reading = (async () => {
      for await (const chunk of response) assert(chunk);
    })();
    const error = await reading.then(
      () => assert.fail('ended quietly'),
      (cause: unknown) => connection.failure('read events', cause),
    );
    assert.deepEqual([error.reason, error.connect], ['unreachable', 'sshFailed'], error.message);
    assert.match(error.message, /Broken pipe/);
    connection.dispose();
  });

  for (const [host, [, , reason, connect, words]] of Object.entries(failures)) {
    it(`tells the cause: ${host}`, async () => {
      const error = await rejection(open(host));
      assert.deepEqual([error.reason, error.connect], [reason, connect], error.message);
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /[\p{Cc}\u202e]/u);
    });
  }

  it('says when there is no ssh', async () => {
    const endpoint = endpointOf({ type: 'ssh', host: 'ok' });
    const error = await rejection(openConnection(endpoint, { ssh: { program: path.join(folder, 'nothing') } }));
    assert.equal(error.connect, 'sshMissing', error.message);
  });
});
