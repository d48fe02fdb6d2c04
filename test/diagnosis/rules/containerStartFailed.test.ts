import assert from 'node:assert/strict';
import { containerStartFailed as rule } from '../../../src/diagnosis/rules/containerStartFailed';
import type { Container } from '../../../src/model/container';
import { ago, caughtBy, container, day, TestPicture } from '../pictures';

const caught = (more: Partial<Container>) =>
  caughtBy(rule, container({ state: 'created', exitCode: 128, since: ago(60), ...more }), new TestPicture());

describe('rule container-start-failed', () => {
  it('catches a known wording with its code', () => {
    const startError =
      'driver failed programming external connectivity on endpoint x (26aa): Bind for 0.0.0.0:8080 failed: port is already allocated';
    const [found] = caught({ startError });
    assert.equal(found?.code, 'A06');
    assert.equal(found?.data.engineSays, startError);
    assert.match(found?.data.says ?? '', /8080/);
  });

  it('passes on an unknown wording, without a code, on one line and without control characters', () => {
    const [found] = caught({ startError: 'the frobnicator\n\u001b[31mfailed\u202e' });
    assert.equal(found?.code, undefined);
    assert.equal(found?.data.says, 'the frobnicator [31mfailed');
  });

  it('catches a second start that failed', () => {
    assert.equal(caught({ state: 'exited', startError: 'network shop_default not found' })[0]?.code, 'A14');
  });

  it('only mentions what is old', () => {
    assert.equal(caught({ startError: 'x', since: ago(2 * day) })[0]?.severity, 'info');
  });

  it('is silent on containers that were made and not started, or that run by now', () => {
    assert.deepEqual(caught({}), []);
    assert.deepEqual(caught({ startError: '' }), []);
    assert.deepEqual(caught({ startError: 'x', state: 'running' }), []);
    assert.deepEqual(caught({ startError: 'x', state: 'paused' }), []);
    assert.deepEqual(caught({ startError: 'x', serviceId: 's1' }), []);
  });
});
