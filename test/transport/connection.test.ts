import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { openConnection } from '../../src/engine/openConnection';
import { engineLike, rejection, serveBytes } from './servers';
import { useConnections } from './useConnections';

describe('a connection', () => {
  const { running, connections, serve, open } = useConnections();

  describe('a call', () => {
    it('goes over few connections, streams over their own', async () => {
      let handler: RequestListener = (_, response) => response.setHeader('Content-Type', 'application/json').end('[]');
      const server = await serve(engineLike((request, response) => handler(request, response)));
      const connection = await openConnection(server.endpoint);
      connections.push(connection);
      for (let round = 0; round < 20; round++) await connection.docker.listContainers();
      assert.equal(server.connections(), 1);
      handler = (_, response) => void response.write('x');
      const controller = new AbortController();
      const streams = [1, 2, 3].map(() => connection.stream({ path: '/events', signal: controller.signal }));
      await Promise.all(streams);
      assert.equal(server.connections(), 4);
      controller.abort();
    });

    it("keeps dockerode's way with paths, queries and bodies", async () => {
      const seen: string[] = [];
      const connection = await open((request, response) => {
        let body = '';
        request.on('data', (chunk) => {
          body += chunk;
        });
        request.on('end', () => {
          seen.push(`${request.method} ${decodeURIComponent(request.url ?? '')} ${body}`);
          response.setHeader('Content-Type', 'application/json').end('{"Id":"x"}');
        });
      });
      const { docker } = connection;
      await docker.listContainers({ all: true, filters: { id: ['a'] } });
      await docker.getContainer('x').inspect();
      await docker.createContainer({ name: 'web', Image: 'nginx' });
      await docker.getContainer('x').start();
      await docker.getContainer('x').remove({ force: true });
      await docker.listServices({ abortSignal: new AbortController().signal } as never);
      assert.deepEqual(seen, [
        'GET /v1.41/containers/json?all=true&filters={"id":["a"]} ',
        'GET /v1.41/containers/x/json ',
        'POST /v1.41/containers/create?name=web&Image=nginx {"name":"web","Image":"nginx"}',
        'POST /v1.41/containers/x/start ',
        'DELETE /v1.41/containers/x?force=true ',
        'GET /v1.41/services ',
      ]);
    });

    const answers: readonly (readonly [number, string, string])[] = [
      [404, 'No such container: x', 'notFound'],
      [409, 'name is already in use', 'conflict'],
      [304, '', 'conflict'],
      [401, 'who are you', 'denied'],
      [403, 'forbidden by policy', 'denied'],
      [500, 'rpc error: code = Unknown desc = update out of sequence', 'conflict'],
      [503, 'This node is not a swarm manager. Use "docker swarm init"', 'notManager'],
      [503, "This node is not a swarm manager. Worker nodes can't be used", 'notManager'],
      [503, 'Swarm is encrypted and needs to be unlocked before it can be used', 'locked'],
      [500, 'rpc error: code = Unknown desc = The swarm does not have a leader', 'noLeader'],
      [400, 'client version 1.51 is too new. Maximum supported API version is 1.41', 'apiVersion'],
      [400, 'client version 1.24 is too old. Minimum supported API version is 1.44', 'apiVersion'],
      [500, 'something broke', 'unexpected'],
      [502, 'bad gateway', 'unreachable'],
      [404, 'page not found', 'notFound'],
    ];
    for (const [status, message, reason] of answers) {
      it(`maps ${status} "${message.slice(0, 40)}" to ${reason}`, async () => {
        const connection = await open((_, response) => {
          response
            .writeHead(status, { 'Content-Type': 'application/json' })
            .end(status === 304 ? undefined : JSON.stringify({ message }));
        });
        const run = (abortSignal: AbortSignal) => connection.docker.listContainers({ abortSignal });
        const error = await rejection(connection.call('list containers', run));
        assert.deepEqual(
          [error.reason, error.status, error.connect, error.engine],
          [reason, status, undefined, 'test'],
        );
        assert(error.message.startsWith('Could not list containers on test: '), error.message);
        const streamed = await rejection(connection.stream({ path: '/events', signal: new AbortController().signal }));
        assert.deepEqual([streamed.reason, streamed.status], [reason, status]);
      });
    }

    it("says it in one clean line, however odd the engine's words", async () => {
      const message = `\u001b[31mbad\u001b[0m\n\u202e<script>alert(1)</script>\u0000 ${'x'.repeat(1e6)}`;
      const connection = await open((_, response) => response.writeHead(500).end(JSON.stringify({ message })));
      const error = await rejection(connection.call('look', () => connection.docker.info()));
      assert.match(error.message, /^Could not look on test: bad <script>alert\(1\)<\/script> x+…$/);
      assert(error.message.length < 600);
    });

    const breaks: readonly (readonly [string, RequestListener, string])[] = [
      [
        'half JSON',
        (_, response) => response.setHeader('Content-Type', 'application/json').end('[{"Id":"a"'),
        'badReply',
      ],
      [
        'an end in the middle',
        (_, response) => response.writeHead(200, { 'Content-Length': '100' }).write('[{"Id"', () => response.destroy()),
        'badReply',
      ],
      ['no answer but an end', (_, response) => response.destroy(), 'unreachable'],
      ['bytes that are no HTTP', (request) => request.socket.end('what?\r\n\r\n'), 'badReply'],
    ];
    for (const [name, handler, reason] of breaks) {
      it(`survives ${name}`, async () => {
        const connection = await open(handler);
        const error = await rejection(
          connection.call('list', (abortSignal) => connection.docker.listContainers({ abortSignal })),
        );
        assert.equal(error.reason, reason, error.message);
      });
    }

    it('has a deadline, before the answer and in the middle of it', async () => {
      for (const handler of [() => undefined, (_, response) => response.write('[')] satisfies RequestListener[]) {
        const connection = await open(handler);
        const run = (abortSignal: AbortSignal) => connection.docker.listContainers({ abortSignal });
        const error = await rejection(connection.call('list', run, { deadlineMs: 50 }));
        assert.equal(error.reason, 'timeout', error.message);
      }
    });

    it('can be cancelled, also when the work ignores it', async () => {
      const connection = await open(() => undefined);
      const controller = new AbortController();
      const listing = connection.call(
        'list',
        (abortSignal) => connection.docker.listContainers({ abortSignal }),
        controller,
      );
      const deaf = connection.call('wait', () => new Promise(() => undefined), controller);
      controller.abort();
      assert.equal((await rejection(listing)).reason, 'cancelled');
      assert.equal((await rejection(deaf)).reason, 'cancelled');
    });

    it('frees the connection of a cancelled request', async () => {
      let requests = 0;
      const connection = await open((_, response) => {
        if (++requests > 12) response.setHeader('Content-Type', 'application/json').end('[]');
      });
      const run = (abortSignal: AbortSignal) => connection.docker.listContainers({ abortSignal });
      const late = Array.from({ length: 12 }, () => rejection(connection.call('list', run, { deadlineMs: 60 })));
      await Promise.all(late);
      requests = 100;
      assert.deepEqual(await connection.call('list', run), []);
    });

    it('tries again when a kept connection had gone stale', async () => {
      let stale = false;
      const server = await serve(
        engineLike((request, response) => {
          if (stale) {
            stale = false;
            request.socket.destroy();
          } else response.setHeader('Content-Type', 'application/json').end('[]');
        }),
      );
      const connection = await openConnection(server.endpoint);
      connections.push(connection);
      await connection.docker.listContainers();
      stale = true;
      assert.deepEqual(await connection.docker.listContainers(), []);
      await connection.docker.listContainers();
      stale = true;
      // Something may have been done: a POST is never sent twice.
      await assert.rejects(connection.docker.getContainer('x').start());
    });
  });

  describe('a stream', () => {
    it('ends with its signal, and breaks with an error', async () => {
      const connection = await open((request, response) => {
        response.write('first');
        if (request.url?.includes('break')) setTimeout(() => response.destroy(), 20);
      });
      for (const [path, reason] of [
        ['/events', 'cancelled'],
        ['/break', 'unreachable'],
      ] as const) {
        const controller = new AbortController();
        const response = await connection.stream({ path, signal: controller.signal });
        const chunks: string[] = [];
        const reading = (async () => {
          for await (const chunk of response) {
            chunks.push(String(chunk));
            if (path === '/events') controller.abort();
          }
        })();
        const error = await reading.then(
          () => assert.fail('ended quietly'),
          (cause: unknown) => connection.failure('read', cause),
        );
        assert.deepEqual([error.reason, chunks], [reason, ['first']]);
      }
    });

    it('ends when the connection is disposed', async () => {
      const connection = await open((_, response) => void response.write('x'));
      const response = await connection.stream({ path: '/events', signal: new AbortController().signal });
      const closed = new Promise((resolve) => response.once('close', resolve).resume());
      connection.dispose();
      await closed;
      assert.equal(
        (await rejection(connection.call('list', () => connection.docker.listContainers()))).reason,
        'cancelled',
      );
    });
  });

  describe('an upgrade', () => {
    it('hands out the socket and what came with the answer', async () => {
      const server = await serve(engineLike(() => assert.fail()));
      running[0] = server;
      let opened = 0;
      const bytes = await serveBytes((socket) => {
        opened += 1;
        socket.on('data', (data) => {
          if (String(data).startsWith('GET'))
            socket.write('HTTP/1.1 200 OK\r\nApi-Version: 1.44\r\nContent-Length: 2\r\n\r\nOK');
          else if (String(data).startsWith('POST'))
            socket.write(
              'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello',
            );
          else socket.write(`echo ${data}`);
        });
      });
      running.push(bytes);
      const connection = await openConnection(bytes.endpoint);
      connections.push(connection);
      const { socket, head, multiplexed } = await connection.upgrade({ path: '/exec/x/start', body: { Tty: false } });
      assert.deepEqual([String(head), multiplexed], ['hello', true]);
      socket.write('ping');
      const answer = await new Promise((resolve) => socket.once('data', resolve));
      assert.equal(String(answer), 'echo ping');
      // The connection that answered just before was free: over ssh a second one would cost as much as all the rest.
      assert.equal(opened, 1);
      socket.destroy();
      const again = await connection.upgrade({ path: '/exec/y/start' });
      assert.equal(opened, 2);
      again.socket.destroy();
    });

    it('says when the engine does not switch', async () => {
      const connection = await open((_, response) => response.writeHead(200).end('no'));
      assert.match((await rejection(connection.upgrade({ path: '/exec/x/start' }))).message, /two-way stream/);
      const missing = await open((_, response) =>
        response.writeHead(404).end('{"message":"No such exec instance: x"}'),
      );
      const error = await rejection(missing.upgrade({ path: '/exec/x/start' }));
      assert.deepEqual([error.reason, error.status], ['notFound', 404]);
    });
  });
});
