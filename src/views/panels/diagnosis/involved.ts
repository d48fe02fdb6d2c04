// Which changes of the picture may change a diagnosis: those of what was read for it, and of who might come to its help.

import type { Cluster } from '../../../cluster/cluster';
import type { ContainerDossier, Dossier } from '../../../model/dossier/dossier';
import type { ObjectChange, SnapshotChange } from '../../../model/snapshot';
import type { PanelTarget } from '../../../protocol/panel';

export type Involved = (change: SnapshotChange) => boolean;

/** Whether a container that was read is the target's own, or one of those spoken of (`ids`), and no mere neighbour. */
export function isSpokenOf({ id, depth, task }: ContainerDossier, ids: ReadonlySet<string>): boolean {
  return depth === 0 || ids.has(id) || ids.has(task?.serviceId ?? '');
}

/** Costs the same for each change, however large the cluster is. */
export function involvedIn(cluster: Pick<Cluster, 'get'>, target: PanelTarget, dossiers: readonly Dossier[]): Involved {
  const everything = target.kind === 'engine' || target.kind === 'swarm';
  const ids = new Set([target.id]);
  const services = new Set(target.kind === 'service' ? [target.id] : []);
  for (const dossier of dossiers) {
    for (const service of dossier.services) {
      services.add(service.id);
      ids.add(service.id);
      for (const { id } of service.containers) ids.add(id);
    }
    for (const { id, task } of dossier.containers) {
      ids.add(id);
      if (task) services.add(task.serviceId);
    }
    for (const { id } of [...dossier.nodes, ...dossier.networks]) ids.add(id);
  }
  const isInvolved = ({ kind, id, change }: ObjectChange): boolean => {
    if (ids.has(id)) return true;
    switch (kind) {
      case 'task':
        return everything || services.has(cluster.get('task', id)?.serviceId ?? '');
      case 'container': {
        const container = cluster.get('container', id);
        if (everything || services.has(container?.serviceId ?? '')) return true;
        // A name that nobody answered to may be answered now.
        return change !== 'changed' && container?.serviceId === undefined;
      }
      case 'service':
        return everything || change !== 'changed';
      // What a task waits for may be any node's.
      case 'node':
        return everything || services.size > 0;
      case 'secret':
      case 'config':
      case 'network':
      case 'volume':
        return change !== 'changed';
      default:
        return false;
    }
  };
  return (change) => {
    switch (change.type) {
      case 'reset':
        return true;
      case 'patch':
        return change.objects.some(isInvolved);
      case 'info':
      case 'gaps':
        return false;
    }
  };
}
