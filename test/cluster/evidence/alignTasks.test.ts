import assert from 'node:assert/strict';
import { alignTasks } from '../../../src/cluster/evidence/alignTasks';
import { ago, now, task } from '../../diagnosis/pictures';

const onNode = (nodeId: string, since: string) => task({ nodeId, since });
const later = (seconds: number) => new Date(now + seconds * 1_000).toISOString();

describe('times of tasks', () => {
  it('are told by one clock where a node’s was measured', () => {
    const tasks = [onNode('a', later(55)), onNode('b', ago(5)), onNode('c', ago(35))];
    const aligned = alignTasks(
      tasks,
      new Map([
        ['a', 60_000],
        ['c', -30_000],
      ]),
      now,
    );
    assert.deepEqual(
      aligned.map(({ since }) => since),
      [ago(5), ago(5), ago(5)],
    );
  });

  it('cannot be to come: a clock that was not measured is ahead by that at least', () => {
    const aligned = alignTasks([onNode('a', later(90)), onNode('a', later(60)), onNode('b', ago(1))], new Map(), now);
    assert.deepEqual(
      aligned.map(({ since }) => since),
      [ago(0), ago(30), ago(1)],
    );
  });

  it('stay as they are where nothing speaks for another clock', () => {
    const tasks = [onNode('a', later(1)), task({ since: 'odd' })];
    assert.equal(alignTasks(tasks, new Map([['a', 0]]), now), tasks);
  });
});
