// What stood in an object's place before it and is still there: a slot's earlier tasks, a recreated container.

import type { Cluster } from '../../cluster/cluster';
import type { Container } from '../../model/container';
import { compareNewestFirst, slotKey } from '../../model/taskHistory';
import type { PanelTarget } from '../../protocol/panel';

/** Newest first; pure over the picture in hand. */
export function predecessors(
  cluster: Pick<Cluster, 'all' | 'get'>,
  { kind, id }: Pick<PanelTarget, 'kind' | 'id'>,
): readonly PanelTarget[] {
  if (kind === 'task') {
    const own = cluster.get('task', id);
    if (!own) return [];
    const slot = [...(cluster.all('task')?.values() ?? [])].filter((task) => slotKey(task) === slotKey(own));
    const ordered = slot.sort(compareNewestFirst);
    return ordered
      .slice(ordered.findIndex((task) => task.id === id) + 1)
      .map((task) => ({ kind: 'task', id: task.id, name: task.name }));
  }
  const own = kind === 'container' ? cluster.get('container', id) : undefined;
  const place = own && placeOf(own);
  if (!own || place === undefined) return [];
  return [...(cluster.all('container')?.values() ?? [])]
    .filter((one) => one.id !== id && placeOf(one) === place && (one.createdAt ?? '') < (own.createdAt ?? ''))
    .sort((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? 1 : -1))
    .map((one) => ({ kind: 'container', id: one.id, name: one.name }));
}

/** The place it fills: a Compose service's number, or a swarm service's slot (or node). Labels as both write them. */
function placeOf({ labels, composeProject, composeService, serviceId }: Container): string | undefined {
  if (composeProject !== undefined && composeService !== undefined) {
    return `compose ${composeProject} ${composeService} ${labels['com.docker.compose.container-number'] ?? ''}`;
  }
  // `service.slot.taskId`
  const slot = labels['com.docker.swarm.task.name']?.split('.').slice(0, -1).join('.');
  return serviceId === undefined || slot === undefined ? undefined : `swarm ${serviceId} ${slot}`;
}
