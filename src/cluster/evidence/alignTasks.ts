// Times of tasks by one clock: the node that runs a task stamps its states, and its clock may be wrong.

import type { Task } from '../../model/task';

/** What comes later than now by less than this is no sign of another clock. */
const tellingMs = 2_000;

/**
 * The tasks with `since` by the clock that `now` is of (epoch milliseconds). `measured`: by how many milliseconds the clocks
 * of nodes are ahead of it, by node id. Of a node that was not measured only a clock that is ahead can show: nothing has
 * happened yet that is to come.
 */
export function alignTasks(
  tasks: readonly Task[],
  measured: ReadonlyMap<string, number>,
  now: number,
): readonly Task[] {
  const ahead = new Map(measured);
  for (const { nodeId, since } of tasks) {
    const least = Date.parse(since ?? '') - now;
    if (nodeId === undefined || measured.has(nodeId) || !(least > tellingMs)) continue;
    ahead.set(nodeId, Math.max(least, ahead.get(nodeId) ?? 0));
  }
  if (![...ahead.values()].some((ms) => ms !== 0)) return tasks;
  return tasks.map((task) => {
    const ms = ahead.get(task.nodeId ?? '') ?? 0;
    const at = Date.parse(task.since ?? '');
    return ms === 0 || Number.isNaN(at) ? task : { ...task, since: new Date(at - ms).toISOString() };
  });
}
