// The docker command line tool as a child process: which engine it is led to, what it says, and how it ends.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cliEnvironment, runDockerCli } from '../../src/engine/dockerCli';
import type { Address, Endpoint } from '../../src/engine/endpoint';
import { HumanError } from '../../src/model/humanError';

const endpoint = (address: Address, url: string, context?: string): Endpoint => ({
  ...{ address, url, label: 'x', origin: 'chosen' as const },
  ...(context === undefined ? {} : { context }),
});
const unix = endpoint({ type: 'unix', path: '/run/d.sock' }, 'unix:///run/d.sock');
const tls = (ca: string | undefined, skipVerify: boolean, context?: string) =>
  endpoint(
    {
      type: 'tcp',
      host: 'h',
      port: 2376,
      tls: { directory: '/certs', skipVerify, ...(ca === undefined ? {} : { ca }) },
    },
    'tcp://h:2376',
    context,
  );

describe('the docker command line tool', () => {
  const own = {
    PATH: '/bin',
    DOCKER_CONFIG: '/home/me/.docker',
    DOCKER_HOST: 'tcp://wrong',
    DOCKER_CONTEXT: 'wrong',
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: '/wrong',
  };
  const led = (to: Endpoint) =>
    Object.fromEntries(Object.entries(cliEnvironment(to, own)).filter(([name]) => /^DOCKER_(?!CLI_HINTS)/.test(name)));

  it('is led to the engine in hand, whatever the surroundings say, with the credentials of the user', () => {
    const DOCKER_CONFIG = '/home/me/.docker';
    assert.deepEqual(led(unix), { DOCKER_CONFIG, DOCKER_HOST: 'unix:///run/d.sock' });
    assert.deepEqual(led(endpoint({ type: 'ssh', host: 'h' }, 'ssh://me@h')), {
      DOCKER_CONFIG,
      DOCKER_HOST: 'ssh://me@h',
    });
    const verified = { DOCKER_CONFIG, DOCKER_HOST: 'tcp://h:2376', DOCKER_CERT_PATH: '/certs', DOCKER_TLS_VERIFY: '1' };
    assert.deepEqual(led(tls('pem', false)), verified);
    assert.deepEqual(led(tls('pem', false, 'prod')), verified);
    assert.deepEqual(led(tls(undefined, true)), {
      DOCKER_CONFIG,
      DOCKER_HOST: 'tcp://h:2376',
      DOCKER_CERT_PATH: '/certs',
      DOCKER_TLS: '1',
    });
    assert.deepEqual(led(tls(undefined, false, 'prod')), { DOCKER_CONFIG, DOCKER_CONTEXT: 'prod' });
  });

  describe('as a process', function () {
    // A script stands in for the tool.
    if (process.platform === 'win32') this.pending = true;
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dockhound-cli-')));
    const usualPath = process.env.PATH;
    before(() => {
      process.env.PATH = `${folder}${path.delimiter}${usualPath}`;
    });
    after(() => {
      process.env.PATH = usualPath;
      rmSync(folder, { recursive: true });
    });
    const docker = (script: string) => {
      const file = path.join(folder, 'docker');
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
    };

    it('gets its arguments without a shell, tells each line, and ends with its code', async () => {
      docker('printf "%s|" "$@"; echo; printf "a\\r\\nb" >&2; exit 3');
      const lines: string[] = [];
      const result = await runDockerCli(unix, ['x y', '$HOME', ';'], {
        cwd: folder,
        onLine: (line) => lines.push(line),
      });
      assert.deepEqual(result, { exitCode: 3, stdout: 'x y|$HOME|;|\n', stderr: 'a\r\nb' });
      assert.deepEqual(lines.sort(), ['a', 'b', 'x y|$HOME|;|']);
    });

    it('takes variables from beside, but none that choose the engine or load programs', async () => {
      docker('echo "$TAG $DOCKER_HOST $DOCKER_CONTEXT-$LD_PRELOAD"; pwd');
      const variables = {
        TAG: '1',
        PATH: '/nowhere',
        DOCKER_HOST: 'tcp://evil',
        DOCKER_CONTEXT: 'evil',
        LD_PRELOAD: '/evil',
      };
      const { stdout } = await runDockerCli(unix, [], { cwd: folder, variables });
      assert.deepEqual(stdout.trim().split('\n'), ['1 unix:///run/d.sock -', folder]);
    });

    it('is ended with what it started when it is cancelled, even if it does not want to', async () => {
      docker('trap "" TERM; sleep 1000 & echo "$!"; wait; sleep 1000');
      const abort = new AbortController();
      let child = 0;
      const running = runDockerCli(unix, [], {
        ...{ cwd: folder, signal: abort.signal },
        onLine: (line) => {
          child = Number(line);
          abort.abort(new Error('enough'));
        },
      });
      await assert.rejects(running, /enough/);
      assert.doesNotMatch(stateOf(child), /^[^Z]/);
      await assert.rejects(runDockerCli(unix, [], { cwd: folder, signal: abort.signal }), /enough/);
    });

    it('says what to do where it is missing', async () => {
      process.env.PATH = path.join(folder, 'nothing');
      await assert.rejects(runDockerCli(unix, [], { cwd: folder }), (error: HumanError) => {
        assert(error instanceof HumanError);
        assert.match(error.message, /not installed where Dockhound runs/);
        assert.match(error.next ?? '', /PATH/);
        return true;
      });
    });
  });
});

/** Empty for a process that is gone; `Z` for one that has ended and was not yet collected. */
function stateOf(pid: number): string {
  return spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
