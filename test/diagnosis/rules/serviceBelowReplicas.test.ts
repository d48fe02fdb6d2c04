import assert from 'node:assert/strict';
import { serviceBelowReplicas as rule } from '../../../src/diagnosis/rules/serviceBelowReplicas';
import type { EngineObject } from '../../../src/model/objects';
import type { Service } from '../../../src/model/service';
import { ago, caughtOnService, container, failed, node, now, service, task } from '../pictures';

const caught = (more: Partial<Service>, ...others: EngineObject[]) => caughtOnService(rule, service(more), others);
const next = (more: Parameters<typeof task>[0] = {}) =>
  task({ state: 'ready', desiredState: 'ready', since: ago(2), ...more });

describe('rule service-below-replicas', () => {
  it('catches failing tasks, by the newest', () => {
    const [found, ...more] = caught(
      { replicas: 3 },
      ...[1, 2, 3].flatMap((slot) => [failed(`f${slot}`, 10 + slot, { slot }), next({ id: `t${slot}`, slot })]),
    );
    assert.deepEqual(more, []);
    assert.equal(found?.severity, 'error');
    assert.equal(found?.code, 'D14');
    assert.equal(found?.since, ago(11));
    const { progress, reason, where, slots, type } = found?.data ?? {};
    assert.deepEqual(
      [progress, reason, where, slots, type],
      ['0/3 running', 'non-zero exit (1)', ' on worker-1', 3, 'failing'],
    );
    assert.equal(rule.title(found?.data ?? assert.fail()), '0/3 running: non-zero exit (1) on worker-1');
  });

  it('is a warning while others of the service run', () => {
    const [found] = caught({ replicas: 2 }, task(), failed('f2', 5, { slot: 2 }), next({ id: 't2', slot: 2 }));
    assert.deepEqual([found?.severity, found?.data.progress], ['warning', '1/2 running']);
  });

  it('sees through the moment in which a looping task runs', () => {
    const loop = [failed('f1', 20), failed('f2', 12), task({ since: ago(4) })];
    assert.equal(caught({}, ...loop)[0]?.data.progress, '0/1 running');
    assert.deepEqual(caughtOnService(rule, service(), loop, now + 60_000), []);
  });

  it('knows memory and health where they are told', () => {
    const killed = failed('f1', 5, { error: 'task: non-zero exit (137)', exitCode: 137, containerId: 'cc' });
    const memory = caught(
      {},
      killed,
      next(),
      container({ id: 'cc', serviceId: 's1', state: 'exited', exitCode: 137, oomKilled: true }),
    );
    assert.equal(memory[0]?.code, 'B02');
    const error = 'task: non-zero exit (137): dockerexec: unhealthy container';
    assert.equal(caught({}, failed('f1', 5, { error, exitCode: 137 }), next())[0]?.code, 'C06');
  });

  it('catches used up restart attempts and a loop of good ends', () => {
    assert.deepEqual(
      caught({}, failed('f1', 60), failed('f2', 50)).map((found) => [found.code, found.data.type]),
      [['D19', 'exhausted']],
    );
    const ends = [5, 15, 25].map((seconds) =>
      failed(`f${seconds}`, seconds, { state: 'complete', error: 'x', exitCode: 0 }),
    );
    assert.equal(caught({}, ...ends, next())[0]?.code, 'B11');
  });

  it('catches tasks that hang on the way', () => {
    assert.equal(caught({}, task({ state: 'new', since: ago(40) }))[0]?.code, 'D09');
    assert.equal(caught({}, task({ state: 'preparing', since: ago(400) }))[0]?.code, 'D11');
    assert.equal(caught({}, task({ state: 'starting', since: ago(400) }))[0]?.code, 'D12');
  });

  it('catches a global service on the node where it fails', () => {
    const objects = [node(), node({ id: 'n2', name: 'worker-2' }), task({ slot: 0 })];
    const bad = [failed('f2', 5, { slot: 0, nodeId: 'n2' }), next({ id: 't2', slot: 0, nodeId: 'n2' })];
    const [found] = caught({ mode: 'global' }, ...objects, ...bad);
    assert.deepEqual([found?.data.progress, found?.data.where], ['1/2 running', ' on worker-2']);
  });

  it('is silent on a service that runs, also after failures that are past', () => {
    assert.deepEqual(caught({}, task()), []);
    assert.deepEqual(caught({}, failed('f1', 4000), failed('f2', 3900), task()), []);
    assert.deepEqual(caught({}, failed('f1', 100), failed('f2', 90), task({ since: ago(60) })), []);
    const update = { state: 'completed', startedAt: ago(20), completedAt: ago(6) };
    assert.deepEqual(caught({ update }, failed('f1', 30), failed('f2', 12), task({ since: ago(5) })), []);
  });

  it('is silent on what is still on its way', () => {
    for (const state of ['new', 'pending', 'assigned', 'accepted', 'preparing', 'starting'] as const) {
      assert.deepEqual(caught({}, task({ state, since: ago(5) })), [], state);
    }
    assert.deepEqual(caught({}, task({ state: 'preparing', since: ago(120) })), []);
    assert.deepEqual(caught({ replicas: 3 }, task()), []);
  });

  it('is silent on what is wanted so: scaled to zero or down, finished, waiting for its next round', () => {
    assert.deepEqual(caught({ replicas: 0 }), []);
    assert.deepEqual(caught({ replicas: 0 }, failed('f1', 60, { desiredState: 'remove' })), []);
    assert.deepEqual(caught({ replicas: 1 }, task(), failed('f2', 60, { slot: 2, desiredState: 'remove' })), []);
    const complete = failed('f1', 600, { state: 'complete', error: 'x', exitCode: 0 });
    assert.deepEqual(caught({}, complete), []);
    assert.deepEqual(caught({}, complete, next({ since: ago(500) })), []);
  });

  it('is silent on jobs that are done or at work', () => {
    const done = task({ state: 'complete', desiredState: 'complete' });
    assert.deepEqual(caught({ mode: 'replicated-job', completions: 1 }, done), []);
    assert.deepEqual(caught({ mode: 'replicated-job' }, task({ desiredState: 'complete' })), []);
    assert.deepEqual(caught({ mode: 'global-job' }, task({ ...done, slot: 0 })), []);
  });

  it('is silent on a drained node and on tasks that only a node takes away that is down', () => {
    const drained = node({ id: 'n2', availability: 'drain' });
    const gone = failed('f2', 60, { slot: 0, nodeId: 'n2' });
    assert.deepEqual(caught({ mode: 'global' }, node(), drained, task({ slot: 0 }), gone), []);
    const down = node({ state: 'down' });
    assert.deepEqual(caught({}, down, task()), []);
    assert.deepEqual(
      caught(
        {},
        down,
        task({ desiredState: 'shutdown' }),
        task({ id: 't2', nodeId: 'n2', state: 'starting', since: ago(3) }),
      ),
      [],
    );
  });
});
