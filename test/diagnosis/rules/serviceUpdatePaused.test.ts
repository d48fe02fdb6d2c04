import assert from 'node:assert/strict';
import { serviceUpdatePaused as rule } from '../../../src/diagnosis/rules/serviceUpdatePaused';
import type { EngineObject } from '../../../src/model/objects';
import type { Service } from '../../../src/model/service';
import { ago, caughtOnService, failed, service, task } from '../pictures';

const id = 'nev1g0vcd8ecwabugm2djknku';
const update = {
  state: 'paused',
  startedAt: ago(60),
  message: `update paused due to failure or early termination of task ${id}`,
};
const caught = (more: Partial<Service>, ...others: EngineObject[]) => caughtOnService(rule, service(more), others);

describe('rule service-update-paused', () => {
  it('catches a paused update and blames the task that the engine names', () => {
    const others = [failed(id, 50, { slot: 2, exitCode: 3 }), failed('other', 10, { slot: 2 }), task()];
    const [found] = caught({ replicas: 2, update, hasPreviousSpec: true }, ...others);
    assert.equal(found?.severity, 'warning');
    const { what, reason, progress } = found?.data ?? {};
    assert.deepEqual([what, reason, progress], ['update', 'non-zero exit (3)', '1/2 running']);
    assert.ok(found?.remedies.some(({ snippet }) => snippet === 'docker service rollback s1'));
  });

  it('catches it without the task too, and a roll-back that paused', () => {
    assert.equal(caught({ update }, task())[0]?.data.reason, undefined);
    const found = caught({ update: { ...update, state: 'rollback_paused' }, hasPreviousSpec: true }, task())[0];
    assert.equal(found?.data.what, 'roll-back');
    assert.ok(!found?.remedies.some(({ snippet }) => snippet?.includes('rollback')));
  });

  it('is silent on updates that go on, are complete or never were, and on what is scaled to zero', () => {
    for (const state of ['updating', 'completed', 'rollback_started', 'rollback_completed']) {
      assert.deepEqual(caught({ update: { ...update, state } }, task()), [], state);
    }
    assert.deepEqual(caught({}, task()), []);
    assert.deepEqual(caught({ update, replicas: 0 }), []);
  });
});
