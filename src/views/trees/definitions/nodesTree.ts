// Node → the tasks it should run.

import type { Cluster } from '../../../cluster/cluster';
import type { SwarmNode } from '../../../model/swarmNode';
import type { Relations } from '../relations';
import { byName, objectSeed, type TreeDefinition, untouched } from '../treeDefinition';
import { type RouteStates, swarmRows } from './swarmRows';

export function nodesTree(cluster: Cluster, relations: Relations, routes: RouteStates): TreeDefinition {
  const rows = swarmRows(cluster, relations, routes);
  return {
    view: 'nodes',
    kinds: ['node'],
    needsTasks: true,
    roots() {
      const nodes = [...(cluster.all('node') ?? new Map<string, SwarmNode>()).values()];
      return [...nodes.sort(byName).map((node) => objectSeed('node', node.id, node.name)), ...rows.extras('node')];
    },
    children({ subject }) {
      if (subject.type !== 'object' || subject.kind !== 'node') return [];
      const tasks = [...relations.tasksOfNode.of(subject.id)].flatMap((id) => cluster.get('task', id) ?? []);
      // What was tried here before and goes on elsewhere is history, and told with the slot's newest task.
      return rows.telling(tasks.filter(rows.history.tells)).map((task) => objectSeed('task', task.id, task.name));
    },
    look: (row, now) => rows.look(row, now),
    folding: ({ subject }) => (subject.type === 'object' && subject.kind === 'node' ? 'closed' : 'leaf'),
    touched({ kind, id, change }) {
      if (kind === 'node') return { looks: [id], ...(change === 'added' ? { grown: [undefined] } : {}) };
      if (kind !== 'task') return untouched;
      const nodeId = cluster.get('task', id)?.nodeId;
      return { looks: [id], lists: nodeId ? [nodeId] : [] };
    },
  };
}
