import assert from 'node:assert/strict';
import {
  compareNewestFirst,
  currentFailures,
  failures,
  newestPerSlot,
  standingFailures,
} from '../../src/model/taskHistory';
import { task } from '../cluster/objects';

describe('the history of tasks', () => {
  it('takes the newest task of each slot for the truth', () => {
    const old = task('old', { slot: 1, state: 'failed', createdAt: '2026-01-01T00:00:00Z' });
    const fresh = task('fresh', { slot: 1, createdAt: '2026-01-01T00:00:01Z' });
    const other = task('other', { slot: 2 });
    const ids = [...newestPerSlot([fresh, old, other]).values()].map((one) => one.id);
    assert.deepEqual(ids.sort(), ['fresh', 'other']);
  });

  it('tells the tasks of a global service apart by node', () => {
    const { slot: _, ...rest } = task('a', { nodeId: 'n1' });
    const tasks = [rest, { ...rest, id: 'b', nodeId: 'n2' }];
    assert.equal(newestPerSlot(tasks).size, 2);
  });

  it('compares times beyond what a Date holds, with any length of fraction', () => {
    const inOrder = [
      '2026-01-01T00:00:05Z',
      '2026-01-01T00:00:05.1Z',
      '2026-01-01T00:00:05.12Z',
      '2026-01-01T00:00:05.123456789Z',
    ];
    const shuffled = [2, 0, 3, 1].map((index) => task(`${index}`, { createdAt: inOrder[index] ?? '' }));
    assert.deepEqual(
      shuffled.sort(compareNewestFirst).map((one) => one.id),
      ['3', '2', '1', '0'],
    );
  });

  it('counts a failure as current only while it holds', () => {
    const failed = task('f', { state: 'failed', createdAt: '2026-01-01T00:00:00Z' });
    const trying = task('t', { state: 'preparing', createdAt: '2026-01-01T00:00:01Z' });
    const running = task('r', { createdAt: '2026-01-01T00:00:02Z' });
    assert.deepEqual(
      currentFailures([failed, trying]).map((one) => one.id),
      ['f'],
    );
    assert.deepEqual(currentFailures([failed, trying, running]), []);
    assert.deepEqual(
      failures([failed, trying, running]).map((one) => one.id),
      ['f'],
    );
  });
});

describe('standingFailures', () => {
  const failed = task('a', {
    slot: 1,
    state: 'failed',
    desiredState: 'shutdown',
    createdAt: '2026-03-01T12:00:00Z',
  });
  const running = task('b', { slot: 1, createdAt: '2026-03-01T12:00:05Z', since: '2026-03-01T12:00:10Z' });
  const at = (time: string) => standingFailures([failed, running], Date.parse(time), 30_000).map((one) => one.id);

  it('does not believe in a task that has only just begun after a failure', () => {
    assert.deepEqual(at('2026-03-01T12:00:12Z'), ['a']);
  });

  it('believes in it once it has run long enough, and in one that never failed', () => {
    assert.deepEqual(at('2026-03-01T12:00:41Z'), []);
    assert.deepEqual(standingFailures([running], Date.parse('2026-03-01T12:00:12Z'), 30_000), []);
  });
});
