// The tasks of the swarm, failing and newest first, with their error; below each what was tried in its slot before.

import type { Cluster } from '../../../cluster/cluster';
import type { Task } from '../../../model/task';
import { taskFailed } from '../looks/swarmLooks';
import type { Relations } from '../relations';
import { objectSeed, type TreeDefinition, untouched } from '../treeDefinition';
import { swarmRows } from './swarmRows';

/** When a row comes or goes VS Code takes all rows anew: 10,000 of them cost a third of a second at each change. */
const mostRows = 500;

export function tasksTree(cluster: Cluster, relations: Relations): TreeDefinition {
  const rows = swarmRows(cluster, relations);
  const { history } = rows;
  const told = () => [...(cluster.all('task') ?? new Map<string, Task>()).values()].filter(history.tells);
  return {
    view: 'tasks',
    kinds: ['task'],
    needsTasks: true,
    note() {
      if ((cluster.all('task')?.size ?? 0) <= mostRows) return undefined;
      const { length } = told();
      if (length <= mostRows) return undefined;
      return `The first ${mostRows} of ${length.toLocaleString('en')} tasks, failing and newest first. All stand below their services.`;
    },
    roots() {
      return [
        ...told()
          .sort(worstThenNewest)
          .slice(0, mostRows)
          .map((task) => objectSeed('task', task.id, task.name)),
        ...rows.extras('task'),
      ];
    },
    children: history.seeds,
    look: (row, now) => rows.look(row, now),
    folding: rows.historyFolding,
    touched({ kind, id }) {
      if (kind !== 'task') return untouched;
      const below = history.listOf(id);
      return { looks: [...history.rowsOf(id), ...below], lists: [undefined, ...below] };
    },
  };
}

function worstThenNewest(a: Task, b: Task): number {
  const worse = Number(taskFailed(b)) - Number(taskFailed(a));
  if (worse !== 0) return worse;
  // By code units: ten thousand of them are compared at each change.
  const [mine, other] = [a.since ?? '', b.since ?? ''];
  return mine !== other ? (mine < other ? 1 : -1) : a.id < b.id ? -1 : 1;
}
