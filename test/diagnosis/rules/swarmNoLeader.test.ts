import assert from 'node:assert/strict';
import { swarmNoLeader as rule } from '../../../src/diagnosis/rules/swarmNoLeader';
import type { SwarmInfo } from '../../../src/model/engineInfo';
import { caughtBy, info, TestPicture } from '../pictures';

const caught = (swarm: Partial<SwarmInfo>) => caughtBy(rule, info(swarm), new TestPicture());

describe('rule swarm-no-leader', () => {
  it('catches what the engine says of itself', () => {
    const [found, ...more] = caught({
      role: 'manager',
      error: 'rpc error: The swarm does not have a leader. It is possible that too few managers are online.',
    });
    assert.deepEqual(more, []);
    assert.equal(found?.subject.kind, 'swarm');
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent on sound engines in any role, and on what other rules name', () => {
    for (const role of ['none', 'manager', 'worker', 'pending'] as const) assert.deepEqual(caught({ role }), [], role);
    assert.deepEqual(caught({ role: 'error', error: 'Swarm certificates have expired.' }), []);
  });
});
