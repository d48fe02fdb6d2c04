import assert from 'node:assert/strict';
import { createBackoff } from '../../src/cluster/backoff';
import { ChangeBatch } from '../../src/cluster/changeBatch';
import { joinListed } from '../../src/cluster/listedContainer';
import { samePlain } from '../../src/cluster/samePlain';
import { swarmGap } from '../../src/cluster/swarmState';
import type { SnapshotChange } from '../../src/model/snapshot';
import { createManualClock } from './manualClock';
import { container, engineInfo } from './objects';

describe('pauses between tries', () => {
  it('double up to their limit and begin anew after a reset', () => {
    const backoff = createBackoff(500, 30_000, () => 1);
    const pauses = Array.from({ length: 8 }, () => backoff.next());
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    backoff.reset();
    assert.equal(backoff.next(), 500);
  });

  it('differ a little, and never reach zero', () => {
    assert.equal(createBackoff(500, 30_000, () => 0).next(), 400);
  });
});

describe('comparing plain data', () => {
  it('looks into arrays and objects, and takes absent for undefined', () => {
    assert.equal(samePlain({ a: [1, { b: 2 }], c: undefined }, { a: [1, { b: 2 }] }), true);
    assert.equal(samePlain({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }), false);
    assert.equal(samePlain({ a: 1 }, { a: 1, b: 2 }), false);
    assert.equal(samePlain([1], { 0: 1 }), false);
    assert.equal(samePlain(null, {}), false);
  });
});

describe('a batch of changes', () => {
  it('tells many changes once, and one object once', async () => {
    const clock = createManualClock();
    const told: SnapshotChange[] = [];
    const batch = new ChangeBatch(clock, 16, (change) => told.push(change));
    batch.object('container', 'a', 'added');
    batch.object('container', 'a', 'changed');
    batch.object('container', 'b', 'removed');
    batch.object('container', 'b', 'added');
    batch.reset('image');
    batch.object('image', 'i', 'changed');
    batch.gaps();
    await clock.advance(16);
    assert.deepEqual(told, [
      { type: 'reset', kinds: ['image'] },
      {
        type: 'patch',
        objects: [
          { kind: 'container', id: 'a', change: 'added' },
          { kind: 'container', id: 'b', change: 'changed' },
        ],
      },
      { type: 'gaps' },
    ]);
    assert.equal(clock.pending, 0);
  });

  it('tells nothing beside a reset of everything', async () => {
    const clock = createManualClock();
    const told: SnapshotChange[] = [];
    const batch = new ChangeBatch(clock, 16, (change) => told.push(change));
    batch.object('container', 'a', 'added');
    batch.reset();
    await clock.advance(16);
    assert.deepEqual(told, [{ type: 'reset' }]);
  });
});

describe('a listed container joined with what is known', () => {
  const nowMs = Date.parse('2026-01-01T01:00:00Z');
  const known = container('a', { since: '2026-01-01T00:57:20.5Z', restartCount: 3, oomKilled: false });

  it('stays the same object when the list only rounds', () => {
    const listed = container('a', { since: '2026-01-01T00:58:00Z' });
    assert.equal(joinListed(known, listed, nowMs), known);
  });

  it('keeps what only inspect knows when something else changed', () => {
    const joined = joinListed(known, container('a', { name: 'b', since: '2026-01-01T00:58:00Z' }), nowMs);
    assert.deepEqual(joined, { ...known, name: 'b' });
  });

  it('forgets the details of another run', () => {
    const listed = container('a', { since: '2026-01-01T00:59:58Z' });
    assert.equal(joinListed(known, listed, nowMs), listed);
    const exited = container('a', { state: 'exited', exitCode: 1 });
    assert.equal(joinListed(known, exited, nowMs), exited);
  });

  it('does not take the list for a judge of the health of a stopped container', () => {
    const stopped = container('a', { state: 'exited', health: 'unhealthy' });
    assert.equal(joinListed(stopped, container('a', { state: 'exited' }), nowMs), stopped);
    const renamed = joinListed(stopped, container('a', { state: 'exited', name: 'b' }), nowMs);
    assert.equal(renamed.health, 'unhealthy');
  });
});

describe('the place in a swarm', () => {
  it('names the managers on a worker, and misses nothing where there is no swarm', () => {
    const remoteManagers = [{ nodeId: 'm', address: '10.0.0.4:2377' }];
    const gap = swarmGap(engineInfo({ swarm: { role: 'worker', remoteManagers } }));
    assert.equal(gap?.reason, 'notManager');
    assert.match(gap?.message ?? '', /10\.0\.0\.4:2377/);
    assert.equal(swarmGap(engineInfo()), undefined);
    assert.equal(swarmGap(engineInfo({ swarm: { role: 'locked', remoteManagers: [] } }))?.reason, 'locked');
  });
});
