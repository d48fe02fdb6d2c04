// Which nodes keep the logs from being whole: they are down, and what their tasks wrote is still on them.

import type { Cluster } from '../../cluster/cluster';
import type { Gap } from '../../model/gap';
import type { Task } from '../../model/task';

/** From the picture in hand. A manager's log stream itself says nothing of a node that does not answer. */
export function silentNodes(cluster: Cluster, tasks: readonly Task[]): Gap[] {
  const missing = new Map<string, string[]>();
  for (const task of tasks) {
    // Of a node that went away, swarm goes on saying that its tasks run.
    if (task.state !== 'running' || task.nodeId === undefined) continue;
    if (cluster.get('node', task.nodeId)?.state !== 'down') continue;
    missing.set(task.nodeId, [...(missing.get(task.nodeId) ?? []), task.name]);
  }
  return [...missing].map(([nodeId, names]) => {
    const node = cluster.get('node', nodeId)?.name ?? nodeId;
    const shown = names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
    const message = `Node ${node} is down: what ${shown} wrote there is missing here until it answers again.`;
    return { part: 'logs', node, reason: 'nodeDown', message };
  });
}
