import assert from 'node:assert/strict';
import type { SwarmNode } from '../../src/model/swarmNode';
import type { Task } from '../../src/model/task';
import { drainView, sameDrain } from '../../src/operations/drainView';
import { node } from '../cluster/objects';
import { task } from '../views/panels/fakeCluster';

const leaving = [
  task({ id: 'a', name: 'api.1', slot: 1, createdAt: '2026-01-01T00:00:00Z', nodeId: 'n2' }),
  task({ id: 'b', name: 'api.2', slot: 2, createdAt: '2026-01-01T00:00:00Z', nodeId: 'n2' }),
];
const [a, b] = leaving as [Task, Task];
const ended = (one: Task): Task => ({ ...one, state: 'shutdown', desiredState: 'shutdown' });
const successor = (of: Task, more: Partial<Task>): Task => ({
  ...of,
  id: `${of.id}${more.createdAt ?? ''}next`,
  name: `s1.${of.slot}`,
  nodeId: 'n1',
  createdAt: '2026-01-01T00:00:05Z',
  ...more,
});

const words = (tasks: readonly Task[], of: SwarmNode = node('n2')) => {
  const view = drainView(of, leaving, tasks);
  return Object.fromEntries(
    Object.entries(view).flatMap(([key, list]) => (list.length > 0 ? [[key, list.map((one: Task) => one.name)]] : [])),
  );
};

describe('drainView', () => {
  it('sees what has not ended, and what is on its way elsewhere', () => {
    assert.deepEqual(words([a, b]), { staying: ['api.1', 'api.2'] });
    const waiting = successor(a, { state: 'new', desiredState: 'ready' });
    assert.deepEqual(words([a, ended(b), waiting]), { staying: ['api.1'], underway: ['api.1'] });
    assert.deepEqual(words([ended(a), ended(b), successor(a, {}), successor(b, { state: 'complete' })]), {});
  });

  it('sees what no node takes', () => {
    const error = 'no suitable node (scheduling constraints not satisfied on 1 node)';
    const pending = successor(a, { state: 'pending', error });
    assert.deepEqual(words([ended(a), ended(b), pending, successor(b, {})]), { unplaced: ['api.1'] });
    assert.deepEqual(words([ended(a), ended(b), successor(a, { state: 'pending' })]), { underway: ['api.1'] });
  });

  it('sees what fails elsewhere again and again, and not what failed before', () => {
    const failed = (second: number) =>
      successor(a, { state: 'failed', desiredState: 'shutdown', createdAt: `2026-01-01T00:00:1${second}Z` });
    const now = successor(a, { state: 'preparing', createdAt: '2026-01-01T00:00:19Z' });
    assert.deepEqual(words([ended(a), ended(b), failed(1), failed(2), now]), { underway: ['api.1'] });
    assert.deepEqual(words([ended(a), ended(b), failed(1), failed(2), failed(3), now]), { failing: ['api.1'] });
    const before = [1, 2, 3].map((second) => ({ ...failed(second), createdAt: `2025-01-01T00:00:0${second}Z` }));
    assert.deepEqual(words([ended(a), ended(b), ...before, now]), { underway: ['api.1'] });
  });

  it('waits for nothing that is not wanted any more', () => {
    assert.deepEqual(words([]), {});
    assert.deepEqual(words([ended(a), successor(a, { state: 'new', desiredState: 'shutdown' })]), {});
  });

  it('does not believe what is said of a node that is down', () => {
    assert.deepEqual(words([a, ended(b)], node('n2', { state: 'down' })), { unknown: ['api.1'] });
  });

  it('tells whether anything has moved', () => {
    const view = drainView(node('n2'), leaving, [a, b]);
    assert.ok(sameDrain(view, drainView(node('n2'), leaving, [b, a])));
    assert.ok(!sameDrain(view, drainView(node('n2'), leaving, [a, ended(b)])));
  });
});
