import assert from 'node:assert/strict';
import { containerRestarting as rule } from '../../../src/diagnosis/rules/containerRestarting';
import type { Container } from '../../../src/model/container';
import { ago, caughtBy, container, now, TestPicture } from '../pictures';

const caught = (more: Partial<Container>, at = now) => caughtBy(rule, container(more), new TestPicture(), at);

describe('rule container-restarting', () => {
  it('catches the pause between two tries, with the last exit code', () => {
    const [found] = caught({ state: 'restarting', exitCode: 2, restartCount: 7, since: ago(3) });
    assert.deepEqual(found?.data, { restarts: 7, exitCode: 2 });
    assert.equal(found?.severity, 'error');
    assert.equal(found?.since, ago(3));
  });

  it('takes the first restarts for a warning, an unknown count for the worse', () => {
    assert.equal(caught({ state: 'restarting', exitCode: 1, restartCount: 1 })[0]?.severity, 'warning');
    assert.equal(caught({ state: 'restarting', exitCode: 1 })[0]?.severity, 'error');
  });

  it('catches a try that runs at this moment, by the count', () => {
    assert.deepEqual(caught({ restartCount: 4, since: ago(2) })[0]?.data, { restarts: 4, exitCode: undefined });
    assert.equal(caught({ restartCount: 12, since: ago(30) }).length, 1);
  });

  it('says when to look again, and is then silent', () => {
    const subject = container({ restartCount: 4, since: ago(2) });
    const { again } = rule.check(subject, { now } as never);
    assert.equal(again, now + 8_000);
    assert.deepEqual(caught({ restartCount: 4, since: ago(2) }, again), []);
  });

  it('is silent on what has recovered, was restarted a little, or says it is healthy', () => {
    assert.deepEqual(caught({ restartCount: 5, since: ago(15) }), []);
    assert.deepEqual(caught({ restartCount: 40, since: ago(600) }), []);
    assert.deepEqual(caught({ restartCount: 2, since: ago(1) }), []);
    assert.deepEqual(caught({ restartCount: 5, since: ago(1), health: 'healthy' }), []);
    assert.deepEqual(caught({}), []);
    assert.deepEqual(caught({ state: 'exited', exitCode: 1, restartCount: 5 }), []);
  });
});
