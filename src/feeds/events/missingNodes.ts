// Which nodes' engines would tell more of an object's events, and are not connected.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Gap } from '../../model/gap';
import type { SwarmNode } from '../../model/swarmNode';
import type { EventSubject } from './eventMatch';

/** Names in the sentence; a swarm may have hundreds. */
const mostNames = 4;

/** Other nodes on which something of these objects is or was. */
export function nodesOf(cluster: Cluster, subjects: readonly EventSubject[]): readonly SwarmNode[] {
  const own = cluster.info?.swarm.nodeId;
  const ids = new Set(subjects.flatMap((subject) => [...idsOf(cluster, subject)]));
  return [...ids].flatMap((id) => (id === own ? [] : (cluster.get('node', id) ?? [])));
}

/** One gap for all nodes that are not connected; undefined where none is missing. */
export function missingNodesGap(
  nodes: readonly SwarmNode[],
  routes: Pick<NodeRoutes, 'status' | 'knows'>,
): Gap | undefined {
  const missing = nodes.filter((node) => !['connected', 'here'].includes(routes.status(node.id).type));
  const [only] = missing;
  if (!only) return undefined;
  const names = missing.slice(0, mostNames).map(({ name }) => name);
  const more = missing.length - names.length;
  const list = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const status = routes.status(only.id);
  const why =
    missing.length > 1
      ? 'their engines are not reached'
      : status.type === 'failed'
        ? `its engine was not reached: ${status.error}`
        : routes.knows(only)
          ? 'its engine is not connected yet'
          : 'no way to its engine is known. Connect to Its Engine in the Nodes view looks for one';
  return {
    part: 'events',
    ...(missing.length === 1 ? { node: only.id } : {}),
    reason: missing.some((node) => routes.knows(node)) ? 'otherNode' : 'noRoute',
    message: `Container events of ${list} are missing: ${why}.`,
  };
}

function idsOf(cluster: Cluster, { kind, id, name }: EventSubject): Iterable<string> {
  const tasks = () => [...(cluster.all('task')?.values() ?? [])];
  switch (kind) {
    case 'engine':
    case 'swarm':
      return cluster.all('node')?.keys() ?? [];
    case 'node':
      return [id];
    case 'task':
      return [cluster.get('task', id)?.nodeId ?? ''];
    case 'service':
      return tasks().flatMap((task) => (task.serviceId === id && task.nodeId ? [task.nodeId] : []));
    case 'stack':
      return tasks().flatMap((task) =>
        task.nodeId && cluster.get('service', task.serviceId)?.stack === name ? [task.nodeId] : [],
      );
    default:
      return [];
  }
}
