import assert from 'node:assert/strict';
import { serviceProgress } from '../../src/model/serviceProgress';
import type { SwarmNode } from '../../src/model/swarmNode';
import { node, service, task } from '../cluster/objects';

function nodes(...list: SwarmNode[]): ReadonlyMap<string, SwarmNode> {
  return new Map(list.map((one) => [one.id, one]));
}

describe('the progress of a service', () => {
  it('counts running slots of a replicated service, not tasks', () => {
    const tasks = [
      task('a', { slot: 1, state: 'failed', desiredState: 'shutdown', createdAt: '2026-01-01T00:00:00Z' }),
      task('b', { slot: 1, createdAt: '2026-01-01T00:00:01Z' }),
      task('c', { slot: 2, state: 'failed', desiredState: 'shutdown' }),
      task('elsewhere', { serviceId: 'other' }),
    ];
    assert.deepEqual(serviceProgress(service('s', { replicas: 3 }), tasks), { running: 1, desired: 3, failing: 1 });
  });

  it('does not believe a task on a node that is down', () => {
    const tasks = [task('a', { slot: 1, nodeId: 'n1' }), task('b', { slot: 2, nodeId: 'n2' })];
    const seen = nodes(node('n1'), node('n2', { state: 'down' }));
    assert.equal(serviceProgress(service('s', { replicas: 2 }), tasks, seen).running, 1);
  });

  it('counts the old task of a start-first update until it is told to stop', () => {
    const starting = task('new', { state: 'starting', createdAt: '2026-01-01T00:00:09Z' });
    const serving = task('old');
    assert.equal(serviceProgress(service('s'), [starting, serving]).running, 1);
    assert.equal(serviceProgress(service('s'), [starting, { ...serving, desiredState: 'shutdown' }]).running, 0);
  });

  it('wants a global service on each node that is up, not drained, and meets the constraints', () => {
    const everywhere = service('s', { mode: 'global', constraints: ['node.role == worker', 'node.labels.zone!=b'] });
    const seen = nodes(
      node('n1'),
      node('n2', { labels: { zone: 'b' } }),
      node('n3', { state: 'down' }),
      node('n4', { availability: 'drain' }),
      node('n5', { role: 'manager' }),
      node('n6', { availability: 'pause' }),
    );
    const tasks = [{ ...task('a', { nodeId: 'n1' }), slot: 0 }];
    assert.deepEqual(serviceProgress(everywhere, tasks, seen), { running: 1, desired: 1, failing: 0 });
  });

  it('follows the wishes of swarm where a constraint cannot be judged, or nodes are unknown', () => {
    const picky = service('s', { mode: 'global', constraints: ['engine.labels.disk==ssd'] });
    const tasks = [{ ...task('a', { nodeId: 'n1' }), slot: 0 }];
    assert.equal(serviceProgress(picky, tasks, nodes(node('n1'), node('n2'))).desired, 1);
    assert.equal(serviceProgress(picky, tasks).desired, 1);
  });

  it('counts completions of a job, of its current run only', () => {
    const job = service('s', { mode: 'replicated-job', replicas: 2, completions: 5, jobIteration: 2 });
    const tasks = [
      task('a', { slot: 1, state: 'complete', desiredState: 'complete', jobIteration: 1 }),
      task('b', { slot: 2, state: 'complete', desiredState: 'complete', jobIteration: 2 }),
      task('c', { slot: 3, state: 'running', desiredState: 'complete', jobIteration: 2 }),
    ];
    assert.deepEqual(serviceProgress(job, tasks), { running: 1, desired: 5, completed: 1, failing: 0 });
  });

  it('leaves what was asked for unknown where the service does not tell', () => {
    assert.equal('desired' in serviceProgress(service('s', { mode: 'unknown' }), []), false);
  });
});
