// The tasks of the swarm, failing and newest first, with their error; below each what was tried in its slot before.

import type { Cluster } from '../../../cluster/cluster';
import type { Relations } from '../relations';
import { TaskRanking } from '../taskRanking';
import { type TreeDefinition, untouched } from '../treeDefinition';
import { swarmRows } from './swarmRows';

/**
 * When a row comes or goes VS Code takes all rows anew: 10,000 of them cost a third of a second of its processor time at each
 * change, 500 still half of what a change may cost in all. Nobody reads further down a list that moves.
 */
const mostRows = 200;

export function tasksTree(cluster: Cluster, relations: Relations): TreeDefinition {
  const rows = swarmRows(cluster, relations);
  const { history } = rows;
  const ranking = new TaskRanking({ slots: () => relations.tasksOfSlot.keys(), ...history });
  relations.follow((moved) => ranking.moved(moved?.slots));
  return {
    view: 'tasks',
    kinds: ['task'],
    tellsOf: ['task', 'service', 'node'],
    needsTasks: true,
    note() {
      if ((cluster.all('task')?.size ?? 0) <= mostRows) return undefined;
      const { size } = ranking;
      if (size <= mostRows) return undefined;
      return `The first ${mostRows} of ${size.toLocaleString('en')} tasks, failing and newest first. All stand below their services.`;
    },
    roots() {
      return [...ranking.first(mostRows), ...rows.extras('task')];
    },
    children: history.seeds,
    look: (row, now) => rows.look(row, now),
    folding: rows.historyFolding,
    touched({ kind, id }) {
      if (kind !== 'task') return untouched;
      const { rows: looks, lists } = history.touched(id);
      return { looks, lists: [undefined, ...lists] };
    },
  };
}
