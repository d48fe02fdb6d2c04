// The life-cycle commands of the real extension, in a real extension host, on real containers.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Engine } from '../../src/engine/engine';
import { realEngine, shell, sleeper, uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';
import { knowsContainer } from './picture';

const confirmed = { confirmed: true };
const engineTarget = { kind: 'engine' };

describe('the life cycle, by command', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  const container: typeof made.container = async (...args) => knowsContainer(await made.container(...args));
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  const run = <T>(command: string, target: unknown, options?: object): Promise<T> =>
    Promise.resolve(vscode.commands.executeCommand<T>(`dockhound.${command}`, target, options));
  const state = async (id: string) => {
    const read = await engine.get('container', id);
    return read.ok ? read.value.state : undefined;
  };

  it('goes through every action and tells what it did', async () => {
    const name = uniqueName('cycle');
    const id = await container(sleeper, { start: false, name });
    const target = { kind: 'container', name };
    const steps = [
      ['start', {}, 'running'],
      ['pause', {}, 'paused'],
      ['unpause', {}, 'running'],
      ['restart', { timeoutSeconds: 2 }, 'running'],
      ['stop', { timeoutSeconds: 2 }, 'exited'],
    ] as const;
    for (const [action, options, expected] of steps) {
      assert.deepEqual(await run(action, target, options), [{ id, name, action }]);
      assert.equal(await state(id), expected, action);
    }
    const renamed = uniqueName('renamed');
    assert.deepEqual(await run('rename', { kind: 'container', id }, { name: renamed }), [
      { id, name, action: 'rename' },
    ]);
    const read = await engine.get('container', id);
    assert.equal(read.ok && read.value.name, renamed);
    await run('start', { kind: 'container', id });
    assert.deepEqual(await run('kill', { kind: 'container', id }, { ...confirmed, signal: 'KILL' }), [
      { id, name: renamed, action: 'kill' },
    ]);
    await until('it was killed', async () => (await state(id)) === 'exited');
    assert.deepEqual(await run('remove', { kind: 'container', id }, confirmed), [
      { id, name: renamed, action: 'remove' },
    ]);
    await assert.rejects(engine.get('container', id), { reason: 'notFound' });
  });

  it('removes a running container together with its anonymous volumes when told so', async () => {
    const id = await container(shell('sleep 1000', { Volumes: { '/data': {} } }));
    const read = await engine.get('container', id);
    const volume = read.ok ? (read.value.mounts[0]?.name ?? '') : '';
    await run('remove', { kind: 'container', id }, { ...confirmed, volumes: true });
    await assert.rejects(engine.get('container', id), { reason: 'notFound' });
    await assert.rejects(engine.get('volume', volume), { reason: 'notFound' });
  });

  it('acts on several, and names those that failed', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => container(sleeper)));
    await engine.act(ids[1] ?? '', { type: 'pause' });
    const targets = ids.map((id) => ({ kind: 'container', id }));
    await assert.rejects(run('pause', targets), /1 of 3 could not be paused\./);
    for (const id of ids) assert.equal(await state(id), 'paused');
    assert.equal((await run<unknown[]>('unpause', targets)).length, 3);
  });

  it('changes nothing when it is not confirmed', async () => {
    const id = await container(sleeper);
    // This test run refuses modal dialogs, which is as good as a person who says no.
    await run('remove', { kind: 'container', id }).catch((error: unknown) =>
      assert.match(String(error), /dialog|modal/i),
    );
    assert.equal(await state(id), 'running');
  });

  it('refuses a name that Docker does not take, and a signal that is none', async () => {
    const id = await container(sleeper);
    await assert.rejects(run('rename', { kind: 'container', id }, { name: 'a b' }), /letters, digits/);
    await assert.rejects(run('kill', { kind: 'container', id }, { ...confirmed, signal: 'rm -rf' }), /not a signal/);
    assert.equal(await state(id), 'running');
  });

  it('removes volumes and networks', async () => {
    const volume = uniqueName('vol');
    const network = uniqueName('net');
    await engineRequest(managerUrl(), 'POST', '/volumes/create', { Name: volume });
    await engineRequest(managerUrl(), 'POST', '/networks/create', { Name: network });
    for (const target of [
      { kind: 'volume', name: volume },
      { kind: 'network', name: network },
    ]) {
      // The commands look for their target in the live picture, which hears of new ones by events.
      await until(`${target.kind} is removed`, () => run('remove', target, confirmed).catch(() => undefined));
    }
    await assert.rejects(engine.get('volume', volume), { reason: 'notFound' });
    await assert.rejects(engine.get('network', network), { reason: 'notFound' });
  });

  it('prunes the kinds it was told to', async () => {
    const id = await container(shell('true'), { start: false });
    const [pruned, ...others] = await run<{ kind: string; removed: string[] }[]>('prune', engineTarget, {
      ...confirmed,
      kinds: ['container'],
    });
    assert.deepEqual(others, []);
    assert.equal(pruned?.kind, 'container');
    assert.ok(pruned?.removed.includes(id));
    await assert.rejects(run('prune', engineTarget, { ...confirmed, kinds: ['everything'] }), /kinds/);
  });
});
