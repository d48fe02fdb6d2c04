// Each life-cycle action on a real container, and removing and pruning.

import assert from 'node:assert/strict';
import type { ContainerAction, Engine } from '../../src/engine/engine';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, shell, sleeper, uniqueName, workshop } from './callsSupport';

describe('the life cycle of a real container', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  const state = async (id: string) => {
    const read = await engine.get('container', id);
    assert.ok(read.ok);
    return read.value;
  };

  it('goes through every action', async () => {
    const id = await made.container(sleeper, { start: false });
    const steps: [ContainerAction, string][] = [
      [{ type: 'start' }, 'running'],
      [{ type: 'start' }, 'running'],
      [{ type: 'pause' }, 'paused'],
      [{ type: 'unpause' }, 'running'],
      [{ type: 'restart', timeoutSeconds: 5 }, 'running'],
      [{ type: 'stop', timeoutSeconds: 5 }, 'exited'],
      [{ type: 'stop' }, 'exited'],
      [{ type: 'start' }, 'running'],
    ];
    for (const [action, expected] of steps) {
      await engine.act(id, action);
      assert.equal((await state(id)).state, expected, JSON.stringify(action));
    }
    const name = uniqueName('renamed');
    await engine.act(id, { type: 'rename', name });
    assert.equal((await state(id)).name, name);
    await assert.rejects(engine.act(id, { type: 'remove' }), { reason: 'conflict' });
    await engine.act(id, { type: 'kill', signal: 'KILL' });
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/wait`);
    assert.equal((await state(id)).exitCode, 137);
    await engine.act(id, { type: 'remove' });
    await assert.rejects(engine.get('container', id), { reason: 'notFound' });
    await assert.rejects(engine.act(id, { type: 'start' }), { reason: 'notFound' });
  });

  it('removes a running container with its own volumes', async () => {
    const id = await made.container({ ...shell('sleep 1000'), Volumes: { '/data': {} } });
    const volume = (await state(id)).mounts[0]?.name ?? '';
    const read = await engine.get('volume', volume);
    assert.ok(read.ok && read.value.anonymous);
    await engine.act(id, { type: 'remove', force: true, volumes: true });
    await assert.rejects(engine.get('volume', volume), { reason: 'notFound' });
  });

  it('removes networks, volumes and images', async () => {
    const network = uniqueName('n');
    await engineRequest(managerUrl(), 'POST', '/networks/create', { Name: network });
    await engine.remove('network', network);
    await assert.rejects(engine.get('network', network), { reason: 'notFound' });
    const volume = uniqueName('v');
    await engineRequest(managerUrl(), 'POST', '/volumes/create', { Name: volume });
    await engine.remove('volume', volume, { force: true });
    await assert.rejects(engine.get('volume', volume), { reason: 'notFound' });
    const tag = uniqueName('image');
    await engineRequest(managerUrl(), 'POST', `/images/busybox:1.36/tag?repo=tests/${tag}&tag=1`);
    await engine.remove('image', `tests/${tag}:1`);
    await assert.rejects(engine.get('image', `tests/${tag}:1`), { reason: 'notFound' });
  });

  it('prunes what nobody uses and tells what went', async () => {
    // Only what this test made can match: the engine is shared with others, but these are ours to prune.
    const network = uniqueName('n');
    await engineRequest(managerUrl(), 'POST', '/networks/create', { Name: network });
    const pruned = await engine.prune('network');
    assert.ok(pruned.removed.includes(network));
    const id = await made.container(shell('echo x > /file; exit 0'));
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/wait`);
    const containers = await engine.prune('container');
    assert.ok(containers.removed.includes(id));
    assert.ok(containers.reclaimedBytes >= 2);
  });

  it('refuses what is in the way and says so', async () => {
    const id = await made.container(sleeper);
    await assert.rejects(engine.act(id, { type: 'unpause' }), /not paused/);
    const name = (await state(id)).name;
    const other = await made.container(sleeper, { start: false });
    await assert.rejects(engine.act(other, { type: 'rename', name }), { reason: 'conflict' });
    await assert.rejects(engine.swarmLife.init({ advertiseAddress: '127.0.0.1' }), /already part of a swarm/);
  });
});
