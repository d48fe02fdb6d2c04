// Secrets by command in the real extension: from creation to revocation, and no value in anything VS Code has written.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import type { Engine } from '../../src/engine/engine';
import { realEngine, uniqueName, until, workshop } from '../engine/callsSupport';
import { managerUrl } from '../support/lab';
import { vscodeFiles } from './vscodeFiles';

describe('secrets and configs, by command', function () {
  this.timeout(180_000);
  const made = workshop(managerUrl);
  const told: unknown[] = [];
  let engine: Engine;
  let api: DockhoundApi;
  before(async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    assert(extension);
    api = await extension.activate();
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  const run = async (command: string, target: unknown, options: object = {}) => {
    const result = await vscode.commands.executeCommand<{ done: boolean; name: string; steps: string[] }>(
      `dockhound.${command}`,
      target,
      { confirmed: true, ...options },
    );
    told.push(result);
    return result;
  };
  const refused = async (command: string, target: unknown, options: object, expected: RegExp) => {
    await assert.rejects(run(command, target, options), (error: Error) => {
      told.push(error);
      assert.match(error.message, expected);
      return true;
    });
  };
  const service = async (script: string) => {
    const name = uniqueName('svc');
    const container = { Image: 'busybox:1.36', Command: ['sh', '-c', script], StopGracePeriod: 1e8 };
    const id = await made.service(name, { ContainerSpec: container, RestartPolicy: { Delay: 3e8 } });
    await until('its task runs', async () =>
      (await engine.list('task')).items.some((task) => task.serviceId === id && task.state === 'running'),
    );
    return { id, name };
  };
  const references = async (id: string) => {
    const read = await engine.get('service', id);
    assert(read.ok);
    return [...read.value.secrets, ...read.value.configs].map(({ name, target, mode }) => ({ name, target, mode }));
  };
  const has = async (kind: 'secret' | 'config', name: string) =>
    (await engine.list(kind)).items.some((one) => one.name === name);
  const idle = 'trap "exit 0" TERM; while :; do sleep 0.2; done';

  it('creates a secret and a config, injects them, rotates them and revokes them, both at once', async () => {
    const life = async (kind: 'secret' | 'config') => {
      const name = uniqueName(kind);
      const target = { kind, name };
      const web = await service(idle);
      const created = await run(`${kind}.create`, undefined, { name, value: 'marker-one\n', labels: { a: 'b' } });
      assert.deepEqual([created.done, created.name], [true, name]);
      await refused(`${kind}.create`, undefined, { name, value: 'marker-two' }, new RegExp(`${name} already`));
      await run(`${kind}.inject`, target, { service: web.name, target: '/etc/its-key', mode: '0400' });
      assert.deepEqual(await references(web.id), [{ name, target: '/etc/its-key', mode: 0o400 }]);
      await refused(`${kind}.remove`, target, {}, new RegExp(`is used by ${web.name}`));
      await refused(`${kind}.inject`, target, { service: web.id, target: '/etc/its-key' }, /at \/etc\/its-key already/);
      const rotated = await run(`${kind}.rotate`, target, { value: Buffer.from('marker-three') });
      assert.deepEqual(await references(web.id), [{ name: `${name}.v2`, target: '/etc/its-key', mode: 0o400 }]);
      assert.equal(rotated.name, `${name}.v2`);
      assert.equal(await has(kind, name), false);
      await run(`${kind}.revoke`, { kind, name: rotated.name });
      assert.deepEqual(await references(web.id), []);
      assert.equal(await has(kind, rotated.name), false);
    };
    await Promise.all([life('secret'), life('config')]);
  });

  it('puts a rotation back that fails, takes a file, and removes what nobody uses', async () => {
    const name = uniqueName('secret');
    const file = path.join(tmpdir(), 'its-value');
    writeFileSync(file, 'marker-good');
    await run('secret.create', undefined, { name, file });
    const target = { kind: 'secret', name };
    const web = await service(`[ ! -f /run/secrets/k ] || grep -q good /run/secrets/k || exit 3; ${idle}`);
    await run('secret.inject', target, { service: web.name, target: 'k' });
    await refused('secret.rotate', target, { value: 'marker-poor' }, /Undone: .*was kept/);
    assert.deepEqual(await references(web.id), [{ name, target: 'k', mode: 0o444 }]);
    writeFileSync(file, '');
    await run('secret.revoke', target);
    const other = uniqueName('secret');
    await run('secret.create', undefined, { name: other, value: 'marker-four' });
    await run('secret.remove', { kind: 'secret', name: other });
    assert.equal(await has('secret', other), false);
  });

  it('refuses what swarm would, before anything is sent', async () => {
    const name = uniqueName('secret');
    const create = (options: object, expected: RegExp) => refused('secret.create', undefined, options, expected);
    await create({ name: '-marker', value: 'x' }, /cannot be the name/);
    await create({ name, value: 'x'.repeat(512_000) }, /less than 512000/);
    await create({ name, value: '' }, /empty/);
    await create({ name, value: 7 }, /neither text nor bytes/);
    await create({ name, value: 'marker-five', file: '/x' }, /both given/);
    await create({ name, file: '/no/such/file' }, /\/no\/such\/file cannot be read/);
    await create({ name, value: 'marker-six', labels: ['marker-six'] }, /labels/);
    assert.equal(await has('secret', name), false);
  });

  // Last, so that it searches what all tests above have left.
  it('left no value in an error, a result, the picture, the log or any other file of VS Code', async () => {
    const markers = /marker-(one|two|three|good|poor|four|five|six)|bWFya2VyL/;
    assert(told.length > 15);
    for (const one of told) assert.doesNotMatch(inspect(one, { depth: 20, showHidden: true }), markers);
    assert.doesNotMatch(JSON.stringify(await api.snapshot()), markers);
    const files = vscodeFiles();
    let log = '';
    for (const file of files) {
      const text = readFileSync(file, 'latin1');
      if (/Dockhound\.log$/.test(file)) log += text;
      assert.doesNotMatch(text, markers, file);
    }
    // The search has seen the log that it is about, which tells of these commands.
    assert.match(log, /secret\.rotate/);
    assert(files.some((file) => /user-data|server-data/.test(file)));
  });
});
