// Proves that the engines are reachable as remote ones are, by the docker CLI, which is nobody's code under test.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { sshEngine, tcpEngine, tlsEngine } from '../support/remote';

describe('remote engines', () => {
  it('answer over plain TCP', async () => {
    const engine = await tcpEngine();
    assert.equal(await nameOf({ DOCKER_HOST: engine.url }), 'lab-worker');
    await engine.close();
  });

  it('answer over TLS, to clients with a certificate alone', async () => {
    const engine = await tlsEngine();
    const env = { DOCKER_HOST: engine.url, DOCKER_TLS_VERIFY: '1' };
    assert.equal(await nameOf({ ...env, DOCKER_CERT_PATH: engine.certPath }), 'lab-worker');
    assert.match(await nameOf({ ...env, DOCKER_CERT_PATH: '/nowhere' }), /no such file/);
    assert.notEqual(await nameOf({ DOCKER_HOST: engine.url }), 'lab-worker');
    await engine.close();
  });

  it('answer over SSH, and not when the host key is unknown', async () => {
    const engine = await sshEngine();
    const env = { DOCKER_HOST: engine.url, PATH: `${engine.binPath}:${process.env.PATH}` };
    assert.equal(await nameOf(env), 'lab-worker');
    writeFileSync(engine.knownHosts, '');
    assert.match(await nameOf(env), /Host key verification failed/);
    await engine.close();
  });
});

// The engine's name, or what docker says instead.
function nameOf(env: Record<string, string>): Promise<string> {
  return new Promise((done) => {
    const options = { env: { ...process.env, ...env }, timeout: 30_000 };
    execFile('docker', ['info', '--format', '{{.Name}}'], options, (error, stdout, stderr) => {
      done(error ? `${stdout}${stderr}` : stdout.trim());
    });
  });
}
