// The swarm as a whole, and node → the tasks it should run.

import type { Cluster } from '../../../cluster/cluster';
import { swarmPart } from '../../../cluster/swarmState';
import type { SwarmNode } from '../../../model/swarmNode';
import { swarmLook } from '../looks/swarmLook';
import type { Relations } from '../relations';
import { byName, objectSeed, type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';
import { type RouteStates, swarmRows } from './swarmRows';

export function nodesTree(cluster: Cluster, relations: Relations, routes: RouteStates): TreeDefinition {
  const rows = swarmRows(cluster, relations, routes);
  return {
    view: 'nodes',
    kinds: ['node'],
    tellsOf: ['node', 'task', 'service'],
    needsTasks: true,
    ofEngine: [swarmRowId],
    roots() {
      const nodes = [...(cluster.all('node') ?? new Map<string, SwarmNode>()).values()];
      return [
        ...(nodes.length > 0 ? wholeSwarm(cluster) : []),
        ...nodes.sort(byName).map((node) => objectSeed('node', node.id, node.name)),
        ...rows.extras('node'),
      ];
    },
    children({ subject }) {
      if (subject.type !== 'object' || subject.kind !== 'node') return [];
      const tasks = [...relations.tasksOfNode.of(subject.id)].flatMap((id) => cluster.get('task', id) ?? []);
      // What was tried here before and goes on elsewhere is history, and told with the slot's newest task.
      return rows.telling(tasks.filter(rows.history.tells)).map((task) => rows.history.seedOf(task, subject.id));
    },
    look(row, now) {
      if (row.subject.type !== 'swarm') return rows.look(row, now);
      const { info, gaps } = cluster;
      const leaderless = gaps.some((gap) => gap.part === swarmPart && gap.reason === 'noLeader');
      return info && swarmLook(info.swarm, now, leaderless);
    },
    folding: ({ subject }) => (subject.type === 'object' && subject.kind === 'node' ? 'closed' : 'leaf'),
    touched({ kind, id, change }) {
      if (kind === 'node') return { looks: [id], ...(change === 'added' ? { grown: [undefined] } : {}) };
      if (kind !== 'task') return untouched;
      const { nodes } = relations.placesOf(id);
      return { looks: nodes.flatMap((node) => rows.history.touched(id, node).rows), lists: nodes };
    },
  };
}

const swarmRowId = 'swarm';

/** Only a manager can tell about it; of a locked one it says so. */
function wholeSwarm({ info }: Cluster): RowSeed[] {
  if (info?.swarm.role !== 'manager' && info?.swarm.role !== 'locked') return [];
  const id = info.swarm.clusterId;
  const target = { kind: 'swarm', name: 'Swarm', ...(id === undefined ? {} : { id }) } as const;
  return [{ id: swarmRowId, subject: { type: 'swarm' }, target }];
}
