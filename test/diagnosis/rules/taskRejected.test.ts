import assert from 'node:assert/strict';
import { taskRejected as rule } from '../../../src/diagnosis/rules/taskRejected';
import type { EngineObject } from '../../../src/model/objects';
import { ago, caughtOnService, failed, service, task } from '../pictures';

const caught = (...others: EngineObject[]) => caughtOnService(rule, service(), others);
const rejected = (error: string) => failed('f1', 5, { state: 'rejected', error, exitCode: 0 });
const next = task({ state: 'ready', desiredState: 'ready', since: ago(2) });

describe('rule task-rejected', () => {
  it('catches a missing image, and says that swarm keeps the reason to itself', () => {
    const [found] = caught(rejected('No such image: shop/app:9'), next);
    assert.equal(found?.code, 'A11');
    assert.equal(found?.data.image, 'api:1');
    assert.match(found?.data.reason ?? '', /shop\/app:9/);
  });

  it('catches a mount source that does not exist', () => {
    const error = 'invalid mount config for type "bind": bind source path does not exist: /srv/data';
    const [found] = caught(rejected(error), next);
    assert.equal(found?.code, 'A09');
    assert.match(found?.data.reason ?? '', /\/srv\/data/);
  });

  it('catches a start that failed, also in words it does not know', () => {
    const error = 'starting container failed: network shop_back not found';
    assert.equal(caught(failed('f1', 5, { error, exitCode: 128 }), next)[0]?.code, 'A14');
    const unknown = caught(rejected('frobnicator missing'), next)[0];
    assert.deepEqual([unknown?.code, unknown?.data.reason], ['D15', 'frobnicator missing']);
  });

  it('is silent on tasks that started and ended', () => assert.deepEqual(caught(failed('f1', 5), next), []));

  it('is silent once the slot runs, and on sound services', () => {
    assert.deepEqual(caught(rejected('No such image: x'), task({ since: ago(1) })), []);
    assert.deepEqual(caught(task()), []);
    assert.deepEqual(caught(), []);
  });
});
