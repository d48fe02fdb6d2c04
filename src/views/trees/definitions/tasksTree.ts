// All tasks, failing and newest first, with their error.

import type { Cluster } from '../../../cluster/cluster';
import type { Task } from '../../../model/task';
import { taskFailed } from '../looks/swarmLooks';
import type { Relations } from '../relations';
import { objectSeed, type TreeDefinition, untouched } from '../treeDefinition';
import { swarmRows } from './swarmRows';

export function tasksTree(cluster: Cluster, relations: Relations): TreeDefinition {
  const rows = swarmRows(cluster, relations);
  return {
    view: 'tasks',
    kinds: ['task'],
    needsTasks: true,
    roots() {
      const tasks = [...(cluster.all('task') ?? new Map<string, Task>()).values()];
      return [
        ...tasks.sort(worstThenNewest).map((task) => objectSeed('task', task.id, task.name)),
        ...rows.extras('task'),
      ];
    },
    children: () => [],
    look: (row, now) => rows.look(row, now),
    folding: () => 'leaf',
    touched: ({ kind, id }) => (kind === 'task' ? { looks: [id], lists: [undefined] } : untouched),
  };
}

function worstThenNewest(a: Task, b: Task): number {
  const worse = Number(taskFailed(b)) - Number(taskFailed(a));
  if (worse !== 0) return worse;
  const newer = (b.since ?? '').localeCompare(a.since ?? '');
  return newer !== 0 ? newer : a.id < b.id ? -1 : 1;
}
