import assert from 'node:assert/strict';
import { engineInfo, event, node, service, task } from './objects';
import { createRig, type Rig } from './rig';

const manager = engineInfo({ swarm: { role: 'manager', nodeId: 'n1', remoteManagers: [] } });
const wanted = { tasksReadWhole: 5, tasksInTurn: 2, taskSurveyMs: 8_000 };

/** Four services with two tasks each, on two nodes. */
async function large(): Promise<Rig> {
  const rig = createRig(wanted);
  rig.engine.info = manager;
  rig.engine.set(node('n1'), node('n2'));
  for (const name of ['a', 'b', 'c', 'd']) {
    rig.engine.set(service(name, { name }));
    for (const slot of [1, 2])
      rig.engine.set(task(`${name}${slot}`, { serviceId: name, slot, nodeId: `n${slot}`, version: 1 }));
  }
  rig.cluster.watch({ tasks: true });
  await rig.clock.advance(0);
  assert.equal(rig.cluster.all('task')?.size, 8);
  // The first surveys, from which counts are compared.
  await rig.clock.advance(60_000);
  rig.engine.calls.length = 0;
  return rig;
}

function asked(rig: Rig): string[] {
  return rig.engine.calls.filter((call) => call.startsWith('tasks of'));
}

describe('the tasks of a large swarm', () => {
  it('are read whole once, and then in turn, all of them in the end', async () => {
    const rig = await large();
    await rig.clock.advance(120_000);
    assert.equal(rig.engine.count('list task'), 0);
    assert.deepEqual(new Set(asked(rig)), new Set(['a', 'b', 'c', 'd'].map((name) => `tasks of ${name}`)));
  });

  it('are read for the service of an event, and for no other', async () => {
    const rig = await large();
    rig.engine.set(task('b1', { serviceId: 'b', slot: 1, version: 2, state: 'failed' }));
    rig.engine.emit(event('service', 'update', 'b'));
    await rig.clock.advance(1_000);
    assert.equal(rig.cluster.get('task', 'b1')?.state, 'failed');
    assert.deepEqual(new Set(asked(rig)), new Set(['tasks of b']));
    assert.equal(rig.engine.count('list task'), 0);
  });

  it('are read for the services that have tasks on the node of an event', async () => {
    const rig = await large();
    rig.engine.delete('task', 'd1');
    rig.engine.delete('task', 'c1');
    // Read before the node is lost: c and d have nothing there any more.
    await rig.cluster.refresh();
    rig.engine.calls.length = 0;
    rig.engine.emit(event('node', 'update', 'n1'));
    await rig.clock.advance(400);
    assert.deepEqual(asked(rig), ['tasks of a b']);
  });

  it('are found by the counts where there was no event', async () => {
    const rig = await large();
    rig.engine.set(task('c2', { serviceId: 'c', slot: 2, version: 2, state: 'failed' }));
    const changes = rig.changes.length;
    // The turn of all four services takes four surveys; the next survey is 10 s away at most.
    await rig.clock.advance(11_000);
    assert.equal(rig.cluster.get('task', 'c2')?.state, 'failed');
    assert.equal(rig.changes.length > changes, true);
    assert.equal(rig.engine.count('list task'), 0);
  });

  it('are found in turn where the engine does not count', async () => {
    const rig = await large();
    rig.engine.counting = false;
    rig.engine.set(task('a2', { serviceId: 'a', slot: 2, version: 2, state: 'failed' }));
    await rig.clock.advance(60_000);
    assert.equal(rig.cluster.get('task', 'a2')?.state, 'failed');
  });

  it('leave with their service, which the engine no longer knows, when the engine says so', async () => {
    const rig = await large();
    rig.engine.delete('service', 'a');
    rig.engine.emit(event('service', 'remove', 'a'));
    await rig.clock.advance(20_000);
    assert.equal(rig.cluster.get('task', 'a1') !== undefined, true);
    assert.equal(
      asked(rig).some((call) => /^tasks of .*a1 a2/.test(call)),
      true,
    );
    rig.engine.delete('task', 'a1');
    rig.engine.delete('task', 'a2');
    await rig.clock.advance(20_000);
    assert.equal(rig.cluster.all('task')?.size, 6);
  });

  it('stay as they were when the question fails, with a gap until it is answered', async () => {
    const rig = await large();
    let broken = true;
    rig.engine.gate = (call) => {
      if (broken && call.startsWith('tasks of')) throw new Error('boom');
    };
    rig.engine.emit(event('service', 'update', 'b'));
    await rig.clock.advance(1_000);
    assert.equal(rig.cluster.all('task')?.size, 8);
    assert.equal(
      rig.cluster.gaps.some((gap) => gap.part === 'tasks'),
      true,
    );
    broken = false;
    await rig.clock.advance(30_000);
    assert.deepEqual(rig.cluster.gaps, []);
  });
});
