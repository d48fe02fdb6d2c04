// What the service form takes from the live picture: what a draft is held against, what can be suggested, how slots stand.

import type { Cluster } from '../../cluster/cluster';
import type { ObjectKind, ObjectOf } from '../../model/objects';
import { newestPerSlot } from '../../model/taskHistory';
import type { Known } from '../../operations/serviceDraft/lookups';
import type { SlotRow, Suggestions } from '../../protocol/service';

/** More than these nobody reads in a list. */
const maxSuggestions = 500;
const maxSlots = 60;

export function knownFrom(cluster: Cluster): Known {
  return {
    services: listOf(cluster, 'service'),
    networks: listOf(cluster, 'network'),
    secrets: listOf(cluster, 'secret'),
    configs: listOf(cluster, 'config'),
    nodes: listOf(cluster, 'node'),
  };
}

export function suggestionsFrom(cluster: Cluster): Suggestions {
  const nodes = listOf(cluster, 'node') ?? [];
  const names = (kind: 'secret' | 'config' | 'volume') => sorted((listOf(cluster, kind) ?? []).map(({ name }) => name));
  return {
    images: sorted((listOf(cluster, 'image') ?? []).flatMap(({ tags }) => tags)),
    networks: sorted(
      (listOf(cluster, 'network') ?? []).flatMap(({ name, scope, ingress }) =>
        scope === 'swarm' && !ingress ? [name] : [],
      ),
    ),
    secrets: names('secret'),
    configs: names('config'),
    volumes: sorted((listOf(cluster, 'volume') ?? []).flatMap((volume) => (volume.anonymous ? [] : [volume.name]))),
    constraints: sorted([
      ...['node.role==manager', 'node.role==worker'],
      ...nodes.flatMap((node) => [
        `node.hostname==${node.name}`,
        ...Object.entries(node.labels).map(([key, value]) => `node.labels.${key}==${value}`),
      ]),
    ]),
  };
}

/** The newest task of each slot of this service, in order. */
export function slotsOf(cluster: Cluster, serviceName: string): readonly SlotRow[] {
  const service = listOf(cluster, 'service')?.find(({ name }) => name === serviceName);
  const tasks = (listOf(cluster, 'task') ?? []).filter((task) => service && task.serviceId === service.id);
  return [...newestPerSlot(tasks).values()]
    .sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0) || (a.name < b.name ? -1 : 1))
    .slice(0, maxSlots)
    .map((task) => ({
      name: task.name,
      node: task.nodeId === undefined ? '' : (cluster.get('node', task.nodeId)?.name ?? task.nodeId.slice(0, 12)),
      state: task.state,
      ...(task.error === undefined ? {} : { error: task.error }),
    }));
}

function listOf<K extends ObjectKind>(cluster: Cluster, kind: K): readonly ObjectOf[K][] | undefined {
  const all = cluster.all(kind);
  return all && [...all.values()];
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort().slice(0, maxSuggestions);
}
