import assert from 'node:assert/strict';
import type { NodeRouteStatus, NodeRoutes } from '../../../src/cluster/nodeRoutes';
import type { Engine } from '../../../src/engine/engine';
import { EngineError } from '../../../src/engine/engineError';
import type { FileChange } from '../../../src/model/containerFile';
import type { Gap } from '../../../src/model/gap';
import { HumanError } from '../../../src/model/humanError';
import { type ChangesState, changesValidators } from '../../../src/protocol/changes';
import type { PanelTarget } from '../../../src/protocol/panel';
import { Emitter } from '../../../src/util/emitter';
import { changesPanel } from '../../../src/views/panels/changesPanel';
import { node } from '../../cluster/objects';
import { container, fakeCluster, task, until } from './fakeCluster';

function rig(target: PanelTarget, changes: () => Promise<readonly FileChange[]>) {
  const fake = fakeCluster();
  const opened: string[] = [];
  let reads = 0;
  const engine = {
    label: 'lab',
    changes: () => {
      reads++;
      return changes();
    },
    get: async () => ({
      ok: true,
      value: container({ mounts: [{ type: 'volume', target: '/data', readOnly: false }] }),
    }),
  } as unknown as Engine;
  const routed = new Emitter<string>((error) => {
    throw error;
  });
  let status: NodeRouteStatus = { type: 'untried' };
  let gaps: readonly Gap[] = [];
  const found = { engine, container: { id: 'c1', name: 'api' } };
  const controller = changesPanel({
    find: async () => {
      if (status.type === 'failed') throw new HumanError('Task api.1 runs on node worker. No way.', 'Connect.');
      return found;
    },
    open: async (_, path) => {
      opened.push(path);
      return { type: 'opened' };
    },
    save: async () => undefined,
  }).create({
    ...{ cluster: fake.cluster, target },
    routes: { status: () => status, knows: () => true, onDidChange: routed.event } as unknown as NodeRoutes,
    notify: () => undefined,
    setGaps: (next) => {
      gaps = next;
    },
    openRaw: async () => undefined,
    execute: async () => undefined,
    log: () => undefined,
  });
  return {
    ...{ fake, controller, opened },
    reads: () => reads,
    gaps: () => gaps,
    state: () => controller.handlers.start(null) as ChangesState,
    route(next: NodeRouteStatus) {
      status = next;
      routed.fire('n2');
    },
  };
}

const api: PanelTarget = { kind: 'container', id: 'c1', name: 'api' };
const some: readonly FileChange[] = [
  { path: '/etc/hosts', kind: 'changed' },
  { path: '/etc/old', kind: 'deleted' },
];

describe('changesPanel', () => {
  it('compares once, hands out rows, and makes positions void with each move', async () => {
    const { controller, state, reads } = rig(api, async () => some);
    assert.equal(reads(), 0);
    controller.setVisible(true);
    await until(() => state().type === 'shown', 'the tree');
    const shown = state();
    assert.ok(shown.type === 'shown');
    assert.deepEqual(
      [shown.counts, shown.extent.rows, shown.mounts],
      [{ added: 0, changed: 1, deleted: 1 }, 3, ['/data']],
    );
    const { epoch } = shown.extent;
    const rows = await controller.handlers.rows({ epoch, from: 0, count: 10 });
    assert.deepEqual(
      rows.rows.map(({ name }) => name),
      ['etc', 'hosts', 'old'],
    );
    const extent = await controller.handlers.setOpen({ path: '/etc', open: false });
    assert.deepEqual([extent.rows, extent.epoch], [1, epoch + 1]);
    assert.deepEqual((await controller.handlers.rows({ epoch, from: 0, count: 10 })).rows, []);
    controller.setVisible(false);
    controller.setVisible(true);
    assert.equal(reads(), 1);
    controller.retry();
    await until(() => reads() === 2, 'compared again');
    controller.dispose();
  });

  it('does not ask the engine for what was deleted', async () => {
    const { controller, state, opened } = rig(api, async () => some);
    controller.setVisible(true);
    await until(() => state().type === 'shown', 'the tree');
    const answer = await controller.handlers.openFile({ path: '/etc/old' });
    assert.ok(answer.type === 'no' && !answer.canSave);
    await controller.handlers.openFile({ path: '/etc/hosts' });
    assert.deepEqual(opened, ['/etc/hosts']);
    controller.dispose();
  });

  it('says when the storage cannot tell, and keeps what it knew when a later try fails', async () => {
    let error: unknown = new EngineError({ reason: 'unexpected', engine: 'lab', message: 'driver: not supported' });
    const { controller, state } = rig(api, () => (error ? Promise.reject(error) : Promise.resolve(some)));
    controller.setVisible(true);
    await until(() => state().type === 'failed', 'the failure');
    const failed = state();
    assert.ok(failed.type === 'failed' && /storage of lab cannot tell/.test(failed.message));
    error = undefined;
    controller.retry();
    await until(() => state().type === 'shown', 'the tree');
    error = new Error('gone');
    controller.retry();
    await until(() => {
      const now = state();
      return now.type === 'shown' && now.old !== undefined;
    }, 'the word about old');
    controller.dispose();
  });

  it('names the node of a task that is not reached, and reads when it is', async () => {
    const { fake, controller, state, gaps, route } = rig({ kind: 'task', id: 't1', name: 'api.1' }, async () => some);
    fake.set(node('n2', { name: 'worker' }));
    fake.set(task({ nodeId: 'n2' }));
    route({ type: 'failed', via: 'dockhound.nodes', error: 'no' });
    controller.setVisible(true);
    await until(() => state().type === 'failed', 'the failure');
    assert.deepEqual(
      gaps().map(({ node: on, reason }) => [on, reason]),
      [['worker', 'otherNode']],
    );
    route({ type: 'connected', via: 'dockhound.nodes', engine: 'ssh://w' });
    await until(() => state().type === 'shown', 'the tree');
    assert.deepEqual(gaps(), []);
    controller.dispose();
  });

  it('takes nothing odd from a view', () => {
    const { rows, setFilter, openFile } = changesValidators;
    assert.equal(rows.safeParse({ epoch: 0, from: 0, count: 1e9 }).success, false);
    assert.equal(rows.safeParse({ epoch: 0, from: -1, count: 1 }).success, false);
    assert.equal(setFilter.safeParse({ text: '', kinds: ['moved'] }).success, false);
    assert.equal(openFile.safeParse({ path: 7 }).success, false);
  });
});
