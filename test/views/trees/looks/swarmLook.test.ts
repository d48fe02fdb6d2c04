import assert from 'node:assert/strict';
import type { SwarmInfo } from '../../../../src/model/engineInfo';
import { swarmLook } from '../../../../src/views/trees/looks/swarmLook';

describe('the row of a swarm', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');
  const look = (more: Partial<SwarmInfo>) =>
    swarmLook({ role: 'manager', remoteManagers: [], managers: 3, nodes: 5, autolock: false, ...more }, now);
  const caIn = (days: number) => ({ caExpiresAt: new Date(now + days * 86_400_000).toISOString() });

  it('counts managers and nodes, and tells what they survive', () => {
    const { description, tooltip, icon } = look(caIn(7000));
    assert.equal(description, '3 managers · 5 nodes');
    assert.equal(icon, 'organization');
    assert.match(tooltip.join('\n'), /3 managers: 1 of them may fail/);
    assert.match(tooltip.join('\n'), /Root certificate valid until/);
    assert.match(look({ managers: 2, nodes: 2 }).tooltip.join('\n'), /2 managers: a single failure stops the swarm/);
  });

  it('says when its managers are locked after a restart', () => {
    assert.equal(look({ managers: 1, nodes: 1, autolock: true }).description, '1 manager · 1 node · autolock');
  });

  it('warns while the root certificate is about to end, and when it has', () => {
    const near = look(caIn(12));
    assert.deepEqual([near.tone, near.contextValue], ['warning', 'swarm.expiring']);
    assert.match(near.description ?? '', /root certificate ends in 12 days/);
    assert.match(look(caIn(0.5)).description ?? '', /ends in 1 day$/);
    const ended = look(caIn(-1));
    assert.deepEqual([ended.tone, ended.icon], ['error', 'error']);
    assert.match(ended.description ?? '', /root certificate has ended/);
    assert.equal(look(caIn(31)).tone, 'plain');
  });

  it('says first what keeps it from working', () => {
    const locked = look({ role: 'locked' });
    assert.deepEqual([locked.description, locked.contextValue], ['locked: waits for its unlock key', 'swarm.locked']);
    const leaderless = swarmLook({ role: 'manager', remoteManagers: [] }, now, true);
    assert.deepEqual([leaderless.tone, leaderless.contextValue], ['error', 'swarm.noLeader']);
    assert.match(leaderless.description ?? '', /no leader/);
  });

  it('leaves out what is not told', () => {
    const { description, tooltip } = swarmLook({ role: 'manager', remoteManagers: [] }, now);
    assert.equal(description, '');
    assert.deepEqual(tooltip, ['The swarm as a whole']);
  });
});
