// The docker command line tool against engines behind SSH and TLS: it reaches the engine in hand and no other.

import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runDockerCli } from '../../src/engine/dockerCli';
import { choiceOf, endpointOfChoice } from '../../src/engine/resolveEndpoint';
import { realSurroundings } from '../../src/engine/surroundings';
import { managerUrl } from '../support/lab';
import { sshEngine, tlsEngine } from '../support/remote';

describe('the docker command line tool on far engines', function () {
  this.timeout(60_000);
  const usual = { ...process.env };
  before(() => {
    // What the person's own shell says, which must not count.
    Object.assign(process.env, { DOCKER_HOST: 'tcp://127.0.0.1:1', DOCKER_CONTEXT: 'no-such-context' });
  });
  after(() => {
    for (const name of ['DOCKER_HOST', 'DOCKER_CONTEXT', 'PATH']) {
      if (usual[name] === undefined) delete process.env[name];
      else process.env[name] = usual[name];
    }
  });
  const ownName = async (endpoint: Parameters<typeof runDockerCli>[0]) => {
    const { stdout, stderr, exitCode } = await runDockerCli(endpoint, ['info', '--format', '{{.Name}}'], {
      cwd: tmpdir(),
    });
    assert.equal(exitCode, 0, stderr);
    return stdout.trim();
  };

  it('reaches a socket', async () => {
    assert.equal(
      await ownName(await endpointOfChoice(choiceOf(managerUrl()), 'chosen', realSurroundings())),
      'lab-manager',
    );
  });

  it('reaches an engine behind a real sshd', async () => {
    const ssh = await sshEngine('manager');
    process.env.PATH = `${ssh.binPath}${path.delimiter}${usual.PATH}`;
    try {
      assert.equal(
        await ownName(await endpointOfChoice(choiceOf(ssh.url), 'chosen', realSurroundings())),
        'lab-manager',
      );
    } finally {
      await ssh.close();
    }
  });

  it('reaches an engine that asks for a certificate', async () => {
    const tls = await tlsEngine('worker');
    try {
      const choice = { url: tls.url, certificates: tls.certPath };
      assert.equal(await ownName(await endpointOfChoice(choice, 'chosen', realSurroundings())), 'lab-worker');
    } finally {
      await tls.close();
    }
  });
});
