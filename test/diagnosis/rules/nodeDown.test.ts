import assert from 'node:assert/strict';
import { nodeDown as rule } from '../../../src/diagnosis/rules/nodeDown';
import type { SwarmNode } from '../../../src/model/swarmNode';
import { caughtBy, node, TestPicture, task } from '../pictures';

const caught = (more: Partial<SwarmNode>, ...others: ConstructorParameters<typeof TestPicture>) => {
  const subject = node(more);
  return caughtBy(rule, subject, new TestPicture(subject, ...others));
};

describe('rule node-down', () => {
  it('catches a node that is down, and counts the tasks nobody knows of', () => {
    const orphan = task({ desiredState: 'shutdown' });
    const ended = task({ id: 't2', state: 'shutdown', desiredState: 'shutdown' });
    const [found] = caught(
      { state: 'down', message: 'heartbeat failure' },
      orphan,
      ended,
      task({ id: 't3', nodeId: 'n2' }),
    );
    assert.equal(found?.severity, 'warning');
    assert.deepEqual([found?.data.tasks, found?.data.message], [1, 'heartbeat failure']);
  });

  it('takes a manager for worse and counts the majority', () => {
    const managers = [node({ id: 'm2', role: 'manager' }), node({ id: 'm3', role: 'manager' })];
    const [found] = caught({ state: 'down', role: 'manager' }, ...managers);
    assert.equal(found?.severity, 'error');
    assert.equal(found?.data.managers, '2 of 3 managers answer, none more may go');
  });

  it('only mentions a node that was drained before', () => {
    assert.equal(caught({ state: 'down', availability: 'drain' })[0]?.severity, 'info');
  });

  it('is silent on nodes that answer, whatever they take, and on those whose state is unknown', () => {
    assert.deepEqual(caught({}), []);
    assert.deepEqual(caught({ availability: 'drain' }), []);
    assert.deepEqual(caught({ availability: 'pause' }), []);
    assert.deepEqual(caught({ state: 'unknown' }), []);
    assert.deepEqual(caught({ state: 'disconnected' }), []);
  });
});
