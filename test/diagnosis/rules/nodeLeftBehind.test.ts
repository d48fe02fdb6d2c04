import assert from 'node:assert/strict';
import { nodeLeftBehind as rule } from '../../../src/diagnosis/rules/nodeLeftBehind';
import type { SwarmNode } from '../../../src/model/swarmNode';
import { caughtBy, node, TestPicture } from '../pictures';

const caught = (more: Partial<SwarmNode>, ...others: SwarmNode[]) => {
  const subject = node(more);
  return caughtBy(rule, subject, new TestPicture(subject, ...others));
};

describe('rule node-left-behind', () => {
  it('catches the old entry of a machine that joined again', () => {
    assert.deepEqual(
      caught({ state: 'down' }, node({ id: 'n2' })).map(({ severity, data }) => [severity, data.name]),
      [['info', 'worker-1']],
    );
    assert.equal(caught({ state: 'down', role: 'manager' }, node({ id: 'n2' }))[0]?.severity, 'warning');
  });

  it('is silent where no twin is up', () => {
    assert.deepEqual(caught({ state: 'down' }), []);
    assert.deepEqual(caught({ state: 'down' }, node({ id: 'n2', name: 'worker-2' })), []);
    assert.deepEqual(caught({ state: 'down' }, node({ id: 'n2', state: 'down' })), []);
    assert.deepEqual(caught({ state: 'down', name: '' }, node({ id: 'n2', name: '' })), []);
    assert.deepEqual(caught({}, node({ id: 'n2' })), []);
  });
});
