// Runs the proposed checks against a real server, with the tools that this machine has.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseDockerfile } from '../../../src/documents/dockerfile/parseDockerfile';
import { type HealthcheckCandidate, healthcheckAdvice } from '../../../src/documents/healthcheck/healthcheckAdvice';

let server: Server;
let port = 0;

before(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === '/ok' ? 200 : request.url === '/moved' ? 204 : 500;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

function candidate(image: string, id: string, target: { port: number; path: string }): HealthcheckCandidate {
  const found = healthcheckAdvice(parseDockerfile(`FROM ${image}\n`), { target }).find((one) => one.id === id);
  assert.ok(found, `${image} offers no ${id}`);
  return found;
}

function exitCode({ command }: HealthcheckCandidate): Promise<number | null> {
  const [program = '', ...args] = typeof command === 'string' ? ['sh', '-c', command] : command;
  return new Promise((done, failed) => {
    spawn(program, args, { stdio: 'ignore' }).on('error', failed).on('exit', done);
  });
}

function has(tool: string, ...args: string[]): boolean {
  return spawnSync(tool, args, { stdio: 'ignore' }).status === 0;
}

const probes: readonly [image: string, id: string, present: boolean][] = [
  ['nginx', 'http-curl', has('curl', '--version')],
  ['nginx:alpine', 'http-wget', has('wget', '--version')],
  ['httpd', 'http-bash', has('bash', '-c', 'exit 0')],
  ['node:20', 'http-node', has('node', '--version')],
  ['python:3', 'http-python', has('python', '--version')],
  ['ruby:3', 'http-ruby', has('ruby', '--version')],
];

describe('proposed HTTP checks, run for real', () => {
  for (const [image, id, present] of probes) {
    (present ? it : it.skip)(`${id} tells a good answer from an error and from silence`, async () => {
      assert.equal(await exitCode(candidate(image, id, { port, path: '/ok' })), 0);
      assert.equal(await exitCode(candidate(image, id, { port, path: '/moved' })), 0);
      assert.notEqual(await exitCode(candidate(image, id, { port, path: '/broken' })), 0);
      // Port 1 answers nowhere.
      assert.notEqual(await exitCode(candidate(image, id, { port: 1, path: '/ok' })), 0);
    });
  }

  it('tcp-bash tells an open port from a closed one', async () => {
    assert.equal(await exitCode(candidate('memcached', 'tcp-bash', { port, path: '/' })), 0);
    assert.notEqual(await exitCode(candidate('memcached', 'tcp-bash', { port: 1, path: '/' })), 0);
  });
});
