import assert from 'node:assert/strict';
import type { TlsOptions } from 'node:tls';
import type { TlsFiles } from '../../src/engine/endpoint';
import { openConnection } from '../../src/engine/openConnection';
import { type Authority, type CertificateFolder, certificateFolder, type KeyPair } from './certificates';
import { engineLike, type Running, rejection, serveHttp, serveHttps, tcpEndpoint } from './servers';

describe('TLS', () => {
  const running: Running[] = [];
  let certificates: CertificateFolder;
  let authority: Authority;
  let stranger: Authority;
  let server: KeyPair;
  let client: KeyPair;

  before(() => {
    certificates = certificateFolder();
    authority = certificates.authority('authority');
    stranger = certificates.authority('stranger');
    server = authority.issue('server', 'IP:127.0.0.1,DNS:localhost');
    client = authority.issue('client', 'DNS:client');
  });
  after(() => certificates.remove());
  afterEach(async () => Promise.all(running.splice(0).map((each) => each.close())));

  const files = (own: Partial<TlsFiles> = {}): TlsFiles => ({
    ca: authority.cert,
    skipVerify: false,
    directory: '/certs',
    ...own,
  });
  const handler = engineLike((_, response) => response.setHeader('Content-Type', 'application/json').end('[]'));

  async function serve(options: TlsOptions, tls = files(), host?: string): Promise<Running> {
    const each = await serveHttps(options, handler, tls, host);
    running.push(each);
    return each;
  }

  async function problem(options: TlsOptions, tls = files(), host?: string): Promise<string> {
    const error = await rejection(openConnection((await serve(options, tls, host)).endpoint));
    assert.deepEqual([error.reason, error.connect], ['tls', 'tls'], error.message);
    assert(error.next);
    return error.message;
  }

  async function works(options: TlsOptions, tls = files(), host?: string): Promise<void> {
    const connection = await openConnection((await serve(options, tls, host)).endpoint);
    assert.deepEqual(await connection.docker.listContainers(), []);
    connection.dispose();
  }

  it('connects when authority and name are right, by address or name', async () => {
    await works(server);
    await works(server, files(), 'localhost');
  });

  it('connects with a client certificate where the engine wants one', async () => {
    const strict = { ...server, requestCert: true, rejectUnauthorized: true, ca: authority.cert };
    await works(strict, files({ cert: client.cert, key: client.key }));
    for (const maxVersion of ['TLSv1.3', 'TLSv1.2'] as const) {
      assert.match(
        await problem({ ...strict, maxVersion }),
        /wants a client certificate.*cert\.pem and key\.pem.*\/certs/,
      );
    }
  });

  it('guesses at the client certificate when a server hangs up without an alert, as node does', async () => {
    const strict = { ...server, requestCert: true, rejectUnauthorized: true, ca: authority.cert };
    const running = await serve(strict, files(stranger.issue('wrong', 'DNS:x')));
    const error = await rejection(openConnection(running.endpoint));
    assert.deepEqual([error.reason, error.connect], ['unreachable', 'unreachable']);
    assert.match(error.message, /not trust the client certificate in \/certs/);
  });

  it('names a certificate of an unknown authority', async () => {
    const message = await problem(stranger.issue('strange', 'IP:127.0.0.1'));
    assert.match(
      message,
      /authority that is not trusted.*It is CN=strange, issued by .*CN=stranger.*127\.0\.0\.1.*ca\.pem in \/certs/,
    );
    const { ca: _ca, ...withoutCa } = files();
    assert.match(await problem(server, withoutCa), /not trusted/);
  });

  it('names a certificate that signed itself', async () => {
    assert.match(await problem(stranger), /not trusted.*CN=stranger/);
  });

  it('names a certificate for another name', async () => {
    assert.match(
      await problem(authority.issue('other', 'DNS:other.lab,IP:10.0.0.9')),
      /another name.*other\.lab, 10\.0\.0\.9/,
    );
    assert.match(await problem(authority.issue('elsewhere', 'IP:127.0.0.1'), files(), 'localhost'), /another name/);
  });

  it('names a certificate that has expired', async () => {
    const expired = authority.issue('expired', 'IP:127.0.0.1', -1);
    assert.match(await problem(expired), /has expired.*CN=expired.*valid from .* to .*GMT/);
  });

  it('connects unverified only where the context itself says so', async () => {
    await works(stranger.issue('unverified', 'DNS:x'), files({ skipVerify: true }));
  });

  it('says when the port speaks no TLS', async () => {
    const plain = await serveHttp(handler);
    running.push(plain);
    const error = await rejection(openConnection(tcpEndpoint(plain.port, files())));
    assert.equal(error.connect, 'tls');
    assert.match(error.message, /does not speak TLS/);
  });

  it('says when our own files are of no use', async () => {
    const torn = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    for (const own of [{ cert: torn, key: client.key }, { cert: client.cert, key: server.key }, { ca: torn }]) {
      assert.match(await problem(server, files(own)), /in \/certs/, JSON.stringify(Object.keys(own)));
    }
  });
});
