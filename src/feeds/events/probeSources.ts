// Which containers' health probes belong to an object, and on which engine each is read.

import type { Cluster } from '../../cluster/cluster';
import type { Container } from '../../model/container';
import type { Task } from '../../model/task';
import type { EventSubject } from './eventMatch';

export interface ProbedContainer {
  readonly containerId: string;
  readonly name: string;
  /** Set when it is on another node's engine. */
  readonly nodeId?: string;
}

/** Many containers with probes would ask much of an engine; these are enough to look at. */
const mostProbed = 20;

/** Those that run and may have a health check, by name. */
export function probedContainers(cluster: Cluster, subjects: readonly EventSubject[]): readonly ProbedContainer[] {
  const found = new Map<string, ProbedContainer>();
  for (const subject of subjects) {
    for (const one of ofSubject(cluster, subject)) found.set(one.containerId, one);
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostProbed);
}

function ofSubject(cluster: Cluster, { kind, id, name }: EventSubject): readonly ProbedContainer[] {
  const near = (isOne: (container: Container) => boolean) =>
    [...(cluster.all('container')?.values() ?? [])]
      .filter((one) => one.health !== 'none' && isOne(one))
      .map((one) => ({ containerId: one.id, name: one.name }));
  const tasks = (isOne: (task: Task) => boolean) =>
    [...(cluster.all('task')?.values() ?? [])].filter((one) => one.state === 'running' && isOne(one)).flatMap(ofTask);
  const ofTask = (task: Task): readonly ProbedContainer[] => {
    const { containerId, nodeId } = task;
    if (containerId === undefined) return [];
    const known = cluster.get('container', containerId);
    if (known) return known.health === 'none' ? [] : [{ containerId, name: task.name }];
    return nodeId === undefined ? [] : [{ containerId, name: task.name, nodeId }];
  };
  switch (kind) {
    case 'container': {
      // What is shown alone is shown also when it has ended.
      const known = cluster.get('container', id);
      return known?.health === 'none' ? [] : [{ containerId: id, name: known?.name ?? name }];
    }
    case 'task': {
      const task = cluster.get('task', id);
      return task ? ofTask(task) : [];
    }
    case 'service':
      return tasks((task) => task.serviceId === id);
    case 'stack':
      return tasks((task) => cluster.get('service', task.serviceId)?.stack === name);
    case 'project':
      return near((container) => container.composeProject === name && container.state === 'running');
    default:
      return [];
  }
}
