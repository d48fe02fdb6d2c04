import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDockerEngine } from '../../src/engine/dockerEngine';
import type { JsonObject } from '../../src/engine/engine';
import { openConnection } from '../../src/engine/openConnection';
import { registryLogins, registryOf } from '../../src/engine/registryLogin';
import { realSurroundings } from '../../src/engine/surroundings';
import { type Recorded, type RecordingProxy, recordingProxy } from '../engine/recordingProxy';
import { type SimEngine, startSimEngine } from '../sim/simEngine';
import { fakeSurroundings } from './fakeSurroundings';

const packed = (text: string) => Buffer.from(text).toString('base64');

describe('the registry of an image', () => {
  it('is what stands before the first slash, where that is a host', () => {
    const registries: Readonly<Record<string, string>> = {
      busybox: 'docker.io',
      'team/api:1': 'docker.io',
      'docker.io/library/busybox': 'docker.io',
      'index.docker.io/library/busybox': 'docker.io',
      'registry.example.com/api@sha256:12': 'registry.example.com',
      'localhost/api': 'localhost',
      'lab:5000/team/api:1': 'lab:5000',
    };
    for (const [image, registry] of Object.entries(registries)) assert.equal(registryOf(image), registry, image);
  });
});

describe('the login in config.json', () => {
  const find = (config: string | Error | undefined, image: string) =>
    registryLogins(
      fakeSurroundings({ files: config === undefined ? {} : { '/home/ann/.docker/config.json': config } }),
      () => assert.fail('No helper is named.'),
    )(image);
  const auths = (entries: object) => JSON.stringify({ auths: entries });

  it('is found by the registry, however older tools wrote its name', async () => {
    const both = { username: 'ann', password: 'pa:ss' };
    const hub = 'https://index.docker.io/v1/';
    const auth = { auth: packed('ann:pa:ss') };
    assert.deepEqual(await find(auths({ [hub]: auth }), 'busybox'), { auth: { ...both, serveraddress: hub } });
    for (const key of ['lab:5000', 'https://lab:5000', 'http://lab:5000/v1/']) {
      const found = await find(auths({ [key]: auth }), 'lab:5000/api');
      assert.deepEqual(found, { auth: { ...both, serveraddress: 'lab:5000' } }, key);
    }
    assert.deepEqual(await find(auths({ lab: { ...auth, identitytoken: 't' } }), 'lab/api'), {});
    assert.deepEqual(await find(auths({ 'lab.io': { ...auth, identitytoken: 't' } }), 'lab.io/api'), {
      auth: { identitytoken: 't', serveraddress: 'lab.io' },
    });
  });

  it('is none where there is none', async () => {
    assert.deepEqual(await find(undefined, 'lab:1/api'), {});
    assert.deepEqual(await find('', 'lab:1/api'), {});
    // Written by docker where a helper has the login, and by docker logout.
    assert.deepEqual(await find(auths({ 'lab:1': {}, 'other:1': { auth: packed('a:b') } }), 'lab:1/api'), {});
    assert.deepEqual(await find(JSON.stringify({ auths: [], credHelpers: 7 }), 'lab:1/api'), {});
  });

  it('is said to be unreadable without a word of what stands there', async () => {
    for (const broken of ['{"auths": marker', new Error('marker')]) {
      const { auth, trouble } = await find(broken, 'lab:1/api');
      assert.equal(auth, undefined);
      assert.match(trouble ?? '', /config\.json cannot be read, so no login for lab:1 was sent/);
      assert.doesNotMatch(trouble ?? '', /marker/);
    }
  });
});

describe('a login goes with a service', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dh-login-'));
  const asked = path.join(folder, 'asked');
  let sim: SimEngine;
  let proxy: RecordingProxy;

  before(async function () {
    // The helpers here are programs of the shell.
    if (process.platform === 'win32') this.skip();
    sim = await startSimEngine({});
    proxy = await recordingProxy(sim.endpoint.url);
  });

  after(async () => {
    await proxy?.close();
    await sim?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program in the PATH that answers as docker's helpers do; `said` is a line of shell. */
  function helper(name: string, said: string): void {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const file = path.join(bin, `docker-credential-${name}`);
    writeFileSync(file, `#!/bin/sh\nread -r registry\necho "$1 $registry" >> '${asked}'\n${said}\n`);
    chmodSync(file, 0o755);
  }

  async function engineWith(config: object) {
    writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
    writeFileSync(asked, '');
    const env = { ...process.env, DOCKER_CONFIG: folder, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` };
    const address = { type: 'unix' as const, path: proxy.url.replace('unix://', '') };
    const connection = await openConnection({ address, url: proxy.url, label: 'lab', origin: 'chosen' });
    return createDockerEngine(connection, registryLogins(realSurroundings(env)));
  }

  const spec = (image: string, more: JsonObject = {}): JsonObject => ({
    ...{ Name: 'api', TaskTemplate: { ContainerSpec: { Image: image } }, Mode: { Replicated: { Replicas: 1 } } },
    ...more,
  });
  const isChange = ({ method }: Recorded) => method === 'POST';
  const sent = () => {
    const header = proxy.requests.findLast(isChange)?.headers['x-registry-auth'];
    if (header === undefined) return undefined;
    assert.ok(typeof header === 'string');
    assert.match(header, /^[A-Za-z0-9_=-]+$/);
    return JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  };

  async function created(config: object, image: string) {
    const engine = await engineWith(config);
    proxy.answerWith(isChange, () => ({ status: 201, body: '{"ID":"s1"}' }));
    try {
      return (await engine.swarm.createService(spec(image))).warnings;
    } finally {
      engine.dispose();
    }
  }

  it('from a helper, the one for its registry before the one for all, else from the file, else none', async () => {
    helper('one', `echo '{"ServerURL":"x","Username":"ann","Secret":"päss>>>?"}'`);
    helper('all', `echo '{"ServerURL":"x","Username":"<token>","Secret":"tok"}'`);
    const config = { credHelpers: { 'one.io': 'one' }, credsStore: 'all', auths: {} };
    assert.deepEqual(await created(config, 'one.io/api:1'), []);
    assert.deepEqual(sent(), { username: 'ann', password: 'päss>>>?', serveraddress: 'one.io' });
    assert.deepEqual(await created(config, 'busybox:1'), []);
    assert.deepEqual(sent(), { identitytoken: 'tok', serveraddress: 'https://index.docker.io/v1/' });
    assert.equal(readFileSync(asked, 'utf8'), 'get https://index.docker.io/v1/\n');
    await created({ auths: { 'file.io': { auth: packed('a:b') } } }, 'file.io/api');
    assert.deepEqual(sent(), { username: 'a', password: 'b', serveraddress: 'file.io' });
    assert.deepEqual(await created({ auths: {} }, 'file.io/api'), []);
    assert.equal(sent(), undefined);
  });

  it('or none, with a warning that holds nothing of what a helper said', async () => {
    helper('none', `echo 'credentials not found in native keychain'; exit 1`);
    assert.deepEqual(await created({ credsStore: 'none' }, 'lab:1/api'), []);
    assert.equal(sent(), undefined);
    helper('odd', 'echo marker-secret');
    helper('ill', 'echo marker-secret; echo marker-secret >&2; exit 3');
    const warnings = [
      ['odd', 'docker-credential-odd answered something else than a login, so no login for lab:1 was sent.'],
      ['ill', 'docker-credential-ill failed (exit code 3), so no login for lab:1 was sent.'],
      ['gone', 'docker-credential-gone is not installed where Dockhound runs, so no login for lab:1 was sent.'],
      [
        '../bin/ill; x',
        'The credential helper in config.json has no name of a program, so no login for lab:1 was sent.',
      ],
    ] as const;
    for (const [name, warning] of warnings) {
      assert.deepEqual(await created({ credsStore: name }, 'lab:1/api'), [warning]);
      assert.equal(sent(), undefined);
    }
  });

  it('when an update makes new tasks, and not when it leaves them: a login alone would replace them all', async () => {
    helper('one', `echo '{"ServerURL":"x","Username":"ann","Secret":"pass"}'`);
    const engine = await engineWith({ credsStore: 'one' });
    const before = { id: 's1', name: 'api', version: 7, spec: spec('lab:1/api:1') };
    const update = async (next: JsonObject, rollback = false) => {
      proxy.answerWith(isChange, () => ({ status: 200, body: '{"Warnings":null}' }));
      await engine.swarm.updateService(before, next, { rollback });
      return sent() !== undefined;
    };
    try {
      assert.equal(await update(spec('lab:1/api:2')), true);
      assert.equal(await update(spec('lab:1/api:1', { Mode: { Replicated: { Replicas: 5 } } })), false);
      assert.equal(await update(spec('lab:1/api:1', { Labels: { a: 'b' } })), false);
      assert.equal(await update(spec('lab:1/api:2'), true), false);
    } finally {
      engine.dispose();
    }
  });

  it('unless the person turned away while the helper waited', async () => {
    helper('slow', 'exec sleep 60');
    const engine = await engineWith({ credsStore: 'slow' });
    const abort = new AbortController();
    const before = proxy.requests.filter(isChange).length;
    const creating = engine.swarm.createService(spec('lab:1/api'), { signal: abort.signal });
    while (readFileSync(asked, 'utf8') === '') await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    await assert.rejects(creating);
    assert.equal(proxy.requests.filter(isChange).length, before);
    engine.dispose();
  });
});
