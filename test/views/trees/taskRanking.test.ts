import assert from 'node:assert/strict';
import type { Task } from '../../../src/model/task';
import { slotKey } from '../../../src/model/taskHistory';
import { taskFailed } from '../../../src/views/trees/looks/swarmLooks';
import { TaskRanking } from '../../../src/views/trees/taskRanking';
import { objectSeed } from '../../../src/views/trees/treeDefinition';
import { secondsAgo, task } from './samples';

const states = ['running', 'failed', 'rejected', 'shutdown'] as const;

/** The order as one would sort it anew. */
function sorted(tasks: Iterable<Task>): string[] {
  return [...tasks]
    .sort(
      (a, b) =>
        Number(taskFailed(b)) - Number(taskFailed(a)) ||
        (b.since ?? '').localeCompare(a.since ?? '') ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);
}

describe('the ranking of tasks', () => {
  it('holds after any run of changes what sorting anew would yield', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = randomOf(seed);
      const tasks = new Map<string, Task>();
      const of = (slot: string) => [...tasks.values()].filter((one) => slotKey(one) === slot);
      const ranking = new TaskRanking({
        slots: () => new Set([...tasks.values()].map(slotKey)),
        toldIn: of,
        seedOf: ({ id, name }) => objectSeed('task', id, name),
      });
      const first = (count: number) => ranking.first(count).map(({ id }) => id);
      const change = () => {
        const slot = 1 + random(8);
        const id = `t${slot}-${random(3)}`;
        const state = states[random(states.length)] ?? 'running';
        const fresh = task({ id, slot, state, since: secondsAgo(random(20)) });
        if (random(4) === 0) tasks.delete(id);
        else tasks.set(id, fresh);
        return slotKey(fresh);
      };
      for (let round = 0; round < 200; round++) {
        ranking.moved([change(), change()]);
        if (random(3) > 0) continue;
        assert.deepEqual(first(5), sorted(tasks.values()).slice(0, 5));
        assert.equal(ranking.size, tasks.size);
      }
      ranking.moved(undefined);
      assert.deepEqual(first(100), sorted(tasks.values()));
    }
  });
});

/** A linear congruential generator (the constants of Numerical Recipes), so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
