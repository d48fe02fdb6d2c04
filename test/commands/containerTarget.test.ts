import assert from 'node:assert/strict';
import { assertRunning, findContainer } from '../../src/commands/containerTarget';
import type { ContainerState } from '../../src/model/container';
import { HumanError } from '../../src/model/humanError';
import type { SwarmNode } from '../../src/model/swarmNode';
import { container, fakeCluster, task } from './fakeCluster';

const worker: SwarmNode = {
  kind: 'node',
  id: 'n2',
  name: 'worker1',
  version: 1,
  role: 'worker',
  availability: 'active',
  state: 'ready',
  leader: false,
  labels: {},
  plugins: [],
};

describe('findContainer', () => {
  it('finds by id and by name', async () => {
    const cluster = fakeCluster([container('api')]);
    for (const target of [{ id: 'api-id' }, { name: 'api' }, { id: 'api-id', name: 'its former name' }]) {
      const { container: found } = await findContainer(cluster, { kind: 'container', ...target });
      assert.equal(found.id, 'api-id');
    }
  });

  it('lets the engine say that there is none', async () => {
    await assert.rejects(findContainer(fakeCluster([]), { kind: 'container', name: 'api' }), { reason: 'notFound' });
  });

  for (const isLive of [true, false]) {
    it(`takes the task's container on this engine (${isLive ? 'live' : 'listed now'})`, async () => {
      const objects = [
        container('api.1.x', { taskId: 'new', serviceName: 'shop_api' }),
        task('api.1', { id: 'old', desiredState: 'shutdown', state: 'failed', containerId: 'gone' }),
        task('api.1', { id: 'new', containerId: 'api.1.x-id' }),
      ];
      const { container: found } = await findContainer(fakeCluster(objects, isLive), { kind: 'task', name: 'api.1' });
      assert.deepEqual([found.id, found.service], ['api.1.x-id', 'shop_api']);
    });
  }

  it('names the node whose engine must be connected', async () => {
    const cluster = fakeCluster([worker, task('api.1', { nodeId: 'n2', containerId: 'far' })]);
    await assert.rejects(findContainer(cluster, { kind: 'task', name: 'api.1' }), (error: unknown) => {
      assert.ok(error instanceof HumanError);
      assert.match(error.message, /runs on node worker1/);
      assert.match(error.next ?? '', /engine of worker1/);
      return true;
    });
  });

  it('asks the engine of the node, and says why it is not reached', async () => {
    const cluster = fakeCluster([worker, task('api.1', { nodeId: 'n2', containerId: 'far-id' })]);
    const target = { kind: 'task' as const, name: 'api.1' };
    const far = await fakeCluster([container('far')]).engine();
    const asked: unknown[] = [];
    const engineFor = async (node: SwarmNode, _signal?: AbortSignal, how?: object) => {
      asked.push([node.id, how]);
      return far;
    };
    const found = await findContainer(cluster, target, { routes: { engineFor } });
    assert.deepEqual([found.engine, found.container.name, found.node?.name], [far, 'far', 'worker1']);
    assert.deepEqual(asked, [['n2', { again: true }]]);
    const fails = async () => {
      throw new HumanError('The key is unknown.', 'Check it.', []);
    };
    await assert.rejects(findContainer(cluster, target, { routes: { engineFor: fails } }), {
      message: 'Task api.1 runs on node worker1. The key is unknown.',
      next: 'Check it.',
    });
  });

  it('says why a task has no container', async () => {
    const cluster = fakeCluster([task('api.1', { state: 'rejected', error: 'No such image: nope' })]);
    await assert.rejects(
      findContainer(cluster, { kind: 'task', id: 'api.1-task' }),
      /never got .* No such image: nope/,
    );
  });

  it('does not take another kind of object, nor nothing', async () => {
    await assert.rejects(findContainer(fakeCluster([]), { kind: 'volume', name: 'data' }), HumanError);
    await assert.rejects(findContainer(fakeCluster([]), { kind: 'container' }), HumanError);
  });
});

describe('assertRunning', () => {
  const actions: Partial<Record<ContainerState, string[]>> = {
    paused: ['dockhound.unpause'],
    exited: ['dockhound.start', 'dockhound.logs'],
    created: ['dockhound.start', 'dockhound.logs'],
    restarting: ['dockhound.logs'],
    dead: [],
  };
  for (const [state, commands] of Object.entries(actions) as [ContainerState, string[]][]) {
    it(`offers a way out when it is ${state}`, () => {
      const check = () => assertRunning({ id: 'a', name: 'api', state }, 'lab');
      assert.throws(check, (error: unknown) => {
        assert.ok(error instanceof HumanError);
        assert.match(error.message, /^api on lab /);
        assert.deepEqual(
          error.actions.map((action) => 'command' in action && action.command),
          commands,
        );
        return true;
      });
    });
  }

  it('lets pass what runs, and what may run', () => {
    assertRunning({ id: 'a', name: 'api', state: 'running' }, 'lab');
    assertRunning({ id: 'a', name: 'api', state: 'unknown' }, 'lab');
  });
});
