import assert from 'node:assert/strict';
import { swarmLocked as rule } from '../../../src/diagnosis/rules/swarmLocked';
import type { SwarmInfo } from '../../../src/model/engineInfo';
import { caughtBy, info, TestPicture } from '../pictures';

const caught = (swarm: Partial<SwarmInfo>) => caughtBy(rule, info(swarm), new TestPicture());

describe('rule swarm-locked', () => {
  it('catches what the engine says of itself', () => {
    const [found, ...more] = caught({ role: 'locked', error: 'Swarm is encrypted and needs to be unlocked' });
    assert.deepEqual(more, []);
    assert.equal(found?.subject.kind, 'swarm');
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent on sound engines in any role, and on what other rules name', () => {
    for (const role of ['none', 'manager', 'worker', 'pending'] as const) assert.deepEqual(caught({ role }), [], role);
    assert.deepEqual(caught({ role: 'error', error: 'x' }), []);
  });
});
