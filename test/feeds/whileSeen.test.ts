import assert from 'node:assert/strict';
import type { NodeRouteStatus } from '../../src/cluster/nodeRoutes';
import { whileSeen } from '../../src/feeds/whileSeen';
import { Emitter } from '../../src/util/emitter';
import { node } from '../cluster/objects';
import { container, fakeCluster, until } from '../views/panels/fakeCluster';

function rig() {
  const fake = fakeCluster();
  const said: string[] = [];
  const routed = new Emitter<string>((error) => {
    throw error;
  });
  let status: NodeRouteStatus = { type: 'failed', via: 'dockhound.nodes', error: 'refused' };
  const watch = whileSeen({
    cluster: fake.cluster,
    routes: {
      onDidChange: routed.event,
      knows: () => true,
      status: () => status,
      async engineFor({ name }, _, options) {
        said.push(`engine of ${name}${options?.again ? ' again' : ''}`);
        throw new Error('refused');
      },
    },
    sync: () => said.push('sync'),
    stop: () => said.push('stop'),
    failed: ({ message }) => said.push(message),
    wanted: () => [node('n2', { name: 'worker' })],
    log: () => undefined,
  });
  return {
    fake,
    said,
    watch,
    routed,
    reached: () => (status = { type: 'connected', via: 'dockhound.nodes', engine: 'y' }),
  };
}

const turn = (ms = 0) => new Promise((done) => setTimeout(done, ms));

describe('whileSeen', () => {
  it('does nothing unseen, syncs once per burst while seen, and stops when hidden', async () => {
    const { fake, said, watch, routed } = rig();
    fake.set(container());
    await turn(80);
    assert.deepEqual(said, []);
    watch.setSeen(true);
    const { signal } = watch;
    await until(() => said.length === 1, 'the first sync');
    for (let i = 0; i < 5; i++) fake.set(container({ name: `name ${i}` }));
    routed.fire('n2');
    await until(() => said.length === 2, 'the sync after the burst');
    await turn(80);
    assert.deepEqual(said, ['sync', 'sync']);
    fake.set(container());
    watch.setSeen(false);
    assert.ok(signal.aborted);
    await turn(80);
    assert.deepEqual(said, ['sync', 'sync', 'stop']);
    watch.dispose();
  });

  it('tries nodes that were not reached when asked to, and leaves the others alone', async () => {
    const { said, watch, reached } = rig();
    watch.setSeen(true);
    watch.retry();
    await until(() => said.filter((one) => one === 'sync').length === 2, 'both syncs');
    assert.equal(said.filter((one) => one === 'engine of worker again').length, 1);
    reached();
    watch.retry();
    assert.equal(said.filter((one) => one.startsWith('engine')).length, 1);
    watch.dispose();
  });

  it('says why there is no picture, unless nobody looks any more', async () => {
    const { fake, said, watch } = rig();
    Object.assign(fake.cluster, { ready: () => Promise.reject(new Error('away')) });
    watch.setSeen(true);
    await until(() => said.length > 0, 'the word');
    watch.setSeen(false);
    watch.setSeen(true);
    watch.setSeen(false);
    await turn();
    assert.deepEqual(said, ['away', 'stop', 'stop']);
    watch.dispose();
  });
});
