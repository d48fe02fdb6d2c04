import assert from 'node:assert/strict';
import { namedTask, runningTasks } from '../../src/commands/runningTasks';
import { HumanError } from '../../src/model/humanError';
import type { SwarmNode } from '../../src/model/swarmNode';
import { fakeCluster, task } from './fakeCluster';

const node = (id: string, name: string, state: SwarmNode['state'] = 'ready'): SwarmNode => ({
  kind: 'node',
  id,
  name,
  version: 1,
  role: 'worker',
  availability: 'active',
  state,
  leader: false,
  labels: {},
  plugins: [],
});
const web = { kind: 'service', id: 's', name: 'web' } as const;
const inSlot = (slot: number, more: Parameters<typeof task>[1] = {}) =>
  task(`web.${slot}`, { id: `task-of-${slot}`, slot, nodeId: 'n1', ...more });

describe('runningTasks', () => {
  it('tells the running tasks of a service in the order of their slots, with their nodes', async () => {
    const cluster = fakeCluster([
      node('n1', 'worker1'),
      inSlot(10),
      inSlot(2),
      inSlot(2, { id: 'before', state: 'failed', desiredState: 'shutdown' }),
      inSlot(3, { state: 'preparing' }),
      inSlot(4, { desiredState: 'shutdown' }),
      task('other.1', { serviceId: 'o', slot: 1 }),
    ]);
    const found = await runningTasks(cluster, web);
    assert.deepEqual(
      found.map(({ label, node: where, task: { id } }) => [label, where, id]),
      [
        ['web.2', 'worker1', 'task-of-2'],
        ['web.10', 'worker1', 'task-of-10'],
      ],
    );
  });

  it('calls the tasks of a global service by their nodes', async () => {
    const { slot: _, ...first } = task('web.n1', { id: 'a', nodeId: 'n1' });
    const second = { ...first, id: 'b', nodeId: 'n2' };
    const found = await runningTasks(fakeCluster([node('n1', 'worker1'), first, second]), web);
    assert.deepEqual(
      found.map(({ label }) => label),
      ['web.n2', 'web.worker1'],
    );
    assert.equal(namedTask(found, 'web', 'worker1').task.id, 'a');
    assert.equal(namedTask(found, 'web', 'n2').task.id, 'b');
  });

  it('does not believe that a task runs on a node that is down', async () => {
    const cluster = fakeCluster([
      node('n1', 'worker1'),
      node('n2', 'worker2', 'down'),
      inSlot(1),
      inSlot(2, { nodeId: 'n2' }),
    ]);
    assert.equal((await runningTasks(cluster, web)).length, 1);
  });

  it('asks the engine when the picture knows none yet', async () => {
    const cluster = fakeCluster([inSlot(1)], false);
    assert.equal((await runningTasks(cluster, web))[0].label, 'web.1');
  });

  it('says why none runs', async () => {
    const failed = inSlot(1, { state: 'failed', error: 'task: non-zero exit (7)', desiredState: 'shutdown' });
    await assert.rejects(runningTasks(fakeCluster([failed]), web), (error: unknown) => {
      assert.ok(error instanceof HumanError);
      assert.equal(error.message, 'No task of web runs. The last one failed: task: non-zero exit (7)');
      assert.equal(error.actions[0]?.title, 'Show Logs');
      return true;
    });
    await assert.rejects(
      runningTasks(fakeCluster([]), web),
      /^HumanError: No task of web runs\.$|No task of web runs\.$/,
    );
  });
});

describe('namedTask', () => {
  const named = async (given: unknown) =>
    namedTask(await runningTasks(fakeCluster([inSlot(1), inSlot(2), inSlot(12)]), web), 'web', given).task.slot;

  it('takes a slot, a name, an id or the beginning of one', async () => {
    for (const given of [2, '2', 'web.2', 'task-of-2']) assert.equal(await named(given), 2);
    assert.equal(await named('task-of-12'), 12);
    assert.equal(await named('task-of-1'), 1);
  });

  it('refuses what names none, or several', async () => {
    await assert.rejects(named('web.9'), { message: 'web runs no task web.9.' });
    await assert.rejects(named(''), HumanError);
    await assert.rejects(named({ slot: 1 }), /web runs no task \{"slot":1\}/);
    await assert.rejects(named('task-of'), (error: unknown) => {
      assert.ok(error instanceof HumanError);
      assert.equal(error.message, 'task-of names 3 tasks of web.');
      assert.equal(error.next, 'Name one of web.1, web.2, web.12, or its slot or id.');
      return true;
    });
  });
});
