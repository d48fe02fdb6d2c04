import assert from 'node:assert/strict';
import { serviceRolledBack as rule } from '../../../src/diagnosis/rules/serviceRolledBack';
import type { EngineObject } from '../../../src/model/objects';
import type { ServiceUpdate } from '../../../src/model/service';
import { ago, caughtOnService, day, failed, service, task } from '../pictures';

const caught = (update: ServiceUpdate | undefined, ...others: EngineObject[]) =>
  caughtOnService(rule, service(update ? { update } : {}), others);
const done = { state: 'rollback_completed', message: 'rollback completed', startedAt: ago(60), completedAt: ago(40) };
const going = { state: 'rollback_started', startedAt: ago(60) };

describe('rule service-rolled-back', () => {
  it('catches a roll-back by the tasks that the update made and lost', () => {
    const [found] = caught(done, failed('f1', 50), task({ since: ago(42) }));
    assert.deepEqual([found?.severity, found?.since, found?.data.reason], ['warning', ago(40), 'non-zero exit (1)']);
  });

  it('catches one that goes on, by the message', () => {
    const [found] = caught(
      { ...going, message: 'update rolled back due to failure or early termination of task x' },
      task(),
    );
    assert.equal(found?.data.going, true);
  });

  it('only mentions an old one', () => {
    const old = { ...done, startedAt: ago(2 * day + 20), completedAt: ago(2 * day) };
    assert.equal(caught(old, failed('f1', 2 * day + 10), task())[0]?.severity, 'info');
  });

  it('is silent on a roll-back by hand', () => {
    assert.deepEqual(caught({ ...going, message: 'manually requested rollback' }, task()), []);
    assert.deepEqual(caught(done, failed('before', 90), task({ since: ago(42) })), []);
    assert.deepEqual(caught(done, failed('after', 10), task()), []);
    assert.deepEqual(caught(done, failed('old version', 50, { createdAt: ago(3000) }), task()), []);
  });

  it('is silent on services without one', () => {
    assert.deepEqual(caught(undefined, failed('f1', 50), task()), []);
    assert.deepEqual(caught({ ...done, state: 'completed' }, failed('f1', 50), task()), []);
    assert.deepEqual(caught({ ...done, state: 'paused' }, failed('f1', 50), task()), []);
  });
});
