import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { openConnection } from '../../src/engine/openConnection';
import { endpointOf, rejection, serveBytes, tcpEndpoint } from './servers';
import { useConnections } from './useConnections';

describe('openConnection', () => {
  const { running, connections, serve, open } = useConnections();

  async function refused(handler: RequestListener) {
    return rejection(openConnection((await serve(handler)).endpoint));
  }

  async function refusedBytes(bytes: string | undefined) {
    const server = await serveBytes((socket) => {
      socket.once('data', () => (bytes === undefined ? socket.destroy() : socket.end(bytes)));
    });
    running.push(server);
    return rejection(openConnection(server.endpoint, { deadlineMs: 2_000 }));
  }

  describe('agrees on a version', () => {
    const versions =
      (headers: Record<string, string>, body: unknown, status = 200): RequestListener =>
      (request, response) => {
        if (request.url === '/_ping') response.writeHead(200, headers).end('OK');
        else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
      };
    const agreed = async (handler: RequestListener) => {
      const connection = await openConnection((await serve(handler)).endpoint);
      connections.push(connection);
      return connection.apiVersion;
    };

    it('takes the older of both', async () => {
      assert.equal(await agreed(versions({ 'Api-Version': '1.41' }, {})), '1.41');
      assert.equal(await agreed(versions({ 'Api-Version': '1.24' }, {})), '1.24');
      assert.equal(
        await agreed(versions({ 'Api-Version': '1.60' }, { ApiVersion: '1.60', MinAPIVersion: '1.44' })),
        '1.51',
      );
    });

    it('asks /version where the ping tells none, and trusts the ping where /version is closed', async () => {
      assert.equal(await agreed(versions({}, { ApiVersion: '1.40' })), '1.40');
      assert.equal(await agreed(versions({ 'Api-Version': '1.60' }, { message: 'forbidden' }, 403)), '1.51');
    });

    it('says when versions do not meet', async () => {
      const old = await refused(versions({ 'Api-Version': '1.23' }, {}));
      assert.deepEqual([old.reason, old.connect], ['apiVersion', 'apiTooOld']);
      assert.match(old.message, /1\.23.*1\.24 or later.*Update the engine/);
      const young = await refused(versions({ 'Api-Version': '1.99' }, { ApiVersion: '1.99', MinAPIVersion: '1.90' }));
      assert.deepEqual([young.reason, young.connect], ['apiVersion', 'apiTooOld']);
      assert.match(young.message, /Update Dockhound/);
    });
  });

  describe('notices what is not Docker', () => {
    const cases: readonly (readonly [string, RequestListener])[] = [
      ['a web page', (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>hello</h1>')],
      ['a 404', (_, response) => response.writeHead(404).end('no')],
      ['a redirect', (_, response) => response.writeHead(302, { Location: 'https://x' }).end()],
      [
        'JSON without a version',
        (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"a":1}'),
      ],
      ['JSON null', (_, response) => response.end('null')],
      ['an odd version', (_, response) => response.writeHead(200, { 'Api-Version': 'latest' }).end('OK')],
      [
        'half a version',
        (_, response) =>
          response.writeHead(200, { 'Content-Length': '100' }).write('{"ApiVersion":"1.', () => response.destroy()),
      ],
    ];
    for (const [name, handler] of cases) {
      it(name, async () => {
        const error = await refused(handler);
        assert.deepEqual([error.reason, error.connect], ['badReply', 'notDocker'], error.message);
        assert(error.next);
      });
    }

    it('bytes that are not HTTP', async () => {
      const error = await refusedBytes('SSH-2.0-OpenSSH_9.2\r\n');
      assert.deepEqual([error.reason, error.connect], ['badReply', 'notDocker'], error.message);
    });

    it('a proxy that forbids', async () => {
      const error = await refused((_, response) => response.writeHead(403).end('Forbidden'));
      assert.deepEqual([error.reason, error.connect], ['denied', 'notDocker']);
    });
  });

  it('says when the port wants TLS', async () => {
    const error = await refusedBytes(
      'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n',
    );
    assert.deepEqual([error.reason, error.connect], ['tls', 'tls'], error.message);
    assert.match(error.message, /DOCKER_TLS_VERIFY/);
  });

  it('says when it is hung up on', async () => {
    const error = await refusedBytes(undefined);
    assert.deepEqual([error.reason, error.connect], ['unreachable', 'unreachable'], error.message);
  });

  it('gives up on an engine that never answers', async () => {
    const server = await serveBytes((socket) => socket.resume());
    running.push(server);
    const error = await rejection(openConnection(server.endpoint, { deadlineMs: 50 }));
    assert.deepEqual([error.reason, error.connect], ['timeout', 'timeout']);
    assert.match(error.message, /did not answer/);
  });

  it('stops when told', async () => {
    const server = await serveBytes((socket) => socket.resume());
    running.push(server);
    const controller = new AbortController();
    const opening = rejection(openConnection(server.endpoint, { signal: controller.signal }));
    controller.abort();
    assert.equal((await opening).reason, 'cancelled');
    assert.equal(
      (await rejection(openConnection(server.endpoint, { signal: AbortSignal.abort() }))).reason,
      'cancelled',
    );
  });

  it('tells causes of the network apart', async () => {
    const server = await serve(() => assert.fail());
    await server.close();
    const cause = async (endpoint: Parameters<typeof openConnection>[0]) =>
      (await rejection(openConnection(endpoint))).connect;
    assert.equal(await cause(server.endpoint), 'nothingListening');
    assert.equal(await cause(endpointOf({ type: 'unix', path: '/nonexistent/docker.sock' })), 'socketMissing');
    assert.equal(await cause(endpointOf({ type: 'unix', path: '/dev/null' })), 'nothingListening');
    assert.equal(await cause(tcpEndpoint(1, undefined, 'nothing.invalid')), 'hostUnknown');
    assert.equal(await cause(tcpEndpoint(1, undefined, '255.255.255.255')), 'unreachable');
  });

  it('never reads the environment', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      DOCKER_HOST: 'not an address',
      DOCKER_CERT_PATH: '/nonexistent',
      DOCKER_CLIENT_TIMEOUT: '1',
    });
    try {
      const connection = await open((_, response) => response.setHeader('Content-Type', 'application/json').end('[]'));
      assert.deepEqual(await connection.docker.listContainers(), []);
    } finally {
      process.env = before;
    }
  });
});
