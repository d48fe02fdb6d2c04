// A slot of a service as a row: it tells its newest task, and the earlier ones below, what was tried and how it ended.

import type { Cluster } from '../../../cluster/cluster';
import type { Task } from '../../../model/task';
import { compareNewestFirst, currentFailures, isFailure, slotKey } from '../../../model/taskHistory';
import type { Relations } from '../relations';
import type { Row } from '../row';
import { objectSeed, type RowSeed } from '../treeDefinition';

export interface SlotHistory {
  /** What has a row of its own: the newest task of a slot, and the failure before it while the newest does not run yet. */
  tells(task: Task): boolean;
  /** The tasks of a slot (by `slotKey`) that have a row of their own. */
  toldIn(slot: string): readonly Task[];
  /** The tasks of this one's slot that have no row of their own, newest first; none for a task that is not the newest. */
  earlier(task: Task): readonly Task[];
  /**
   * The row of a task that `tells` holds for. The newest one has its slot's row (whose id is the `slotKey`), which stays when
   * another try follows. `below`: of the row above, where that lists the tasks of more than one service.
   */
  seedOf(task: Task, below?: string): RowSeed;
  /** What is below a slot's row. */
  seeds(row: Row): readonly RowSeed[];
  /** The rows (by id) that may look different, and those whose children may be others, when this task changed. */
  touched(taskId: string, below?: string): { readonly rows: readonly string[]; readonly lists: readonly string[] };
}

export function slotHistory(cluster: Cluster, relations: Relations): SlotHistory {
  const tasksIn = (slot: string) =>
    [...relations.tasksOfSlot.of(slot)].flatMap((id) => cluster.get('task', id) ?? []).sort(compareNewestFirst);

  const toldIn = (slot: string) => {
    const tasks = tasksIn(slot);
    if (tasks.length < 2) return tasks;
    const failing = currentFailures(tasks);
    return tasks.filter((task, at) => at === 0 || (isFailure(task) && failing.includes(task)));
  };

  const isNewest = (task: Task) => {
    const slot = slotKey(task);
    return relations.tasksOfSlot.of(slot).size === 1 || tasksIn(slot)[0] === task;
  };

  const earlier = (task: Task) => {
    const slot = slotKey(task);
    if (relations.tasksOfSlot.of(slot).size < 2) return [];
    const tasks = tasksIn(slot);
    if (tasks[0] !== task) return [];
    const failing = currentFailures(tasks);
    return tasks.slice(1).filter((one) => !failing.includes(one));
  };

  return {
    tells: (task) => isNewest(task) || toldIn(slotKey(task)).includes(task),
    toldIn,
    earlier,
    seedOf(task, below) {
      const seed = objectSeed('task', task.id, task.name);
      return { ...seed, id: rowId(isNewest(task) ? slotKey(task) : task.id, below) };
    },
    seeds({ id, subject }) {
      const task = subject.type === 'object' && subject.kind === 'task' ? cluster.get('task', subject.id) : undefined;
      return task ? earlier(task).map((one) => objectSeed('task', one.id, one.name, id)) : [];
    },
    touched(taskId, below) {
      const lists = relations.placesOf(taskId).slots.map((slot) => rowId(slot, below));
      return { rows: [rowId(taskId, below), ...lists, ...lists.map((list) => `${list}/${taskId}`)], lists };
    },
  };
}

function rowId(own: string, below: string | undefined): string {
  return below === undefined ? own : `${below}/${own}`;
}
