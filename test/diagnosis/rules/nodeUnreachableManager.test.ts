import assert from 'node:assert/strict';
import { nodeUnreachableManager as rule } from '../../../src/diagnosis/rules/nodeUnreachableManager';
import type { SwarmNode } from '../../../src/model/swarmNode';
import { caughtBy, node, TestPicture } from '../pictures';

const caught = (more: Partial<SwarmNode>) => {
  const subject = node(more);
  const others = [node({ id: 'm2', role: 'manager' }), node({ id: 'm3', role: 'manager' })];
  return caughtBy(rule, subject, new TestPicture(subject, ...others));
};

describe('rule node-unreachable-manager', () => {
  it('catches a manager that the others cannot reach', () => {
    const [found] = caught({ role: 'manager', reachability: 'unreachable', managerAddress: '10.0.0.1:2377' });
    assert.equal(found?.data.managers, '2 of 3 managers answer, none more may go');
    assert.equal(found?.evidence[0]?.excerpt, 'unreachable at 10.0.0.1:2377');
  });

  it('is silent on reachable managers, workers, and nodes that are down', () => {
    assert.deepEqual(caught({ role: 'manager', reachability: 'reachable' }), []);
    assert.deepEqual(caught({ role: 'manager', reachability: 'unknown' }), []);
    assert.deepEqual(caught({}), []);
    assert.deepEqual(caught({ role: 'manager', reachability: 'unreachable', state: 'down' }), []);
  });
});
