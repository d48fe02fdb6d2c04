// The earlier tasks of a slot as rows below its newest one: what was tried there before, and how it ended.

import type { Cluster } from '../../../cluster/cluster';
import type { Task } from '../../../model/task';
import { compareNewestFirst, currentFailures, isFailure, slotKey } from '../../../model/taskHistory';
import type { Relations } from '../relations';
import type { Row } from '../row';
import { objectSeed, type RowSeed } from '../treeDefinition';

export interface SlotHistory {
  /** What has a row of its own: the newest task of a slot, and the failure before it while the newest does not run yet. */
  tells(task: Task): boolean;
  /** The tasks of this one's slot that have no row of their own, newest first; none for a task that is not the newest. */
  earlier(task: Task): readonly Task[];
  seeds(row: Row): readonly RowSeed[];
  /** The rows (by id) in which a task is told: its own, and the one below the newest of its slot. */
  rowsOf(taskId: string): readonly string[];
  /** The row below which an earlier task is listed. */
  listOf(taskId: string): readonly string[];
}

export function slotHistory(cluster: Cluster, relations: Relations): SlotHistory {
  // A task that is gone cannot say any more where it was.
  const listedBelow = new Map<string, string>();

  const slotOf = (task: Task) =>
    [...relations.tasksOfSlot.of(slotKey(task))]
      .flatMap((id) => cluster.get('task', id) ?? [])
      .sort(compareNewestFirst);

  const tells = (task: Task) => {
    if (relations.tasksOfSlot.of(slotKey(task)).size === 1) return true;
    const slot = slotOf(task);
    return slot[0] === task || (isFailure(task) && currentFailures(slot).includes(task));
  };

  const earlier = (task: Task) => {
    const slot = slotOf(task);
    if (slot[0] !== task || slot.length === 1) return [];
    const failing = currentFailures(slot);
    return slot.slice(1).filter((one) => !failing.includes(one));
  };

  return {
    tells,
    earlier,
    seeds({ id, subject }) {
      const task = subject.type === 'object' && subject.kind === 'task' ? cluster.get('task', subject.id) : undefined;
      if (!task) return [];
      return earlier(task).map((one) => {
        listedBelow.set(one.id, id);
        return objectSeed('task', one.id, one.name, id);
      });
    },
    rowsOf(taskId) {
      const below = listedBelow.get(taskId);
      return below === undefined ? [taskId] : [taskId, `${below}/${taskId}`];
    },
    listOf(taskId) {
      const below = listedBelow.get(taskId);
      const task = cluster.get('task', taskId);
      if (!task) listedBelow.delete(taskId);
      const newest = task && slotOf(task)[0];
      return [...new Set([...(below === undefined ? [] : [below]), ...(newest ? [newest.id] : [])])];
    },
  };
}
