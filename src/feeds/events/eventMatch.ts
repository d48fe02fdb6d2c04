// Which entries are about an object: its own, and those of what belongs to it.

import type { Cluster } from '../../cluster/cluster';
import { type EventEntry, otherContainer } from '../../model/eventEntry';
import type { ObjectKind } from '../../model/objects';

/** What the events of are wanted; `engine` is everything. */
export interface EventSubject {
  readonly kind: ObjectKind | 'engine' | 'swarm' | 'stack' | 'project';
  readonly id: string;
  readonly name: string;
}

/** Labels by which swarm and Compose mark what they made; events carry them as attributes. */
const serviceLabel = 'com.docker.swarm.service.id';
const taskLabel = 'com.docker.swarm.task.id';
const stackLabel = 'com.docker.stack.namespace';
const projectLabel = 'com.docker.compose.project';

const swarmKinds = new Set(['service', 'node', 'task', 'secret', 'config']);

/** Looks only at the entry and at single objects of the picture, so that it costs the same however large that is. */
export function isAbout(cluster: Cluster, subject: EventSubject, entry: EventEntry): boolean {
  if (entry.kind === 'marker') return markerConcerns(cluster, subject, entry);
  const { kind, id } = subject;
  switch (kind) {
    case 'engine':
      return true;
    case 'swarm':
      return swarmKinds.has(entry.kind);
    case 'container':
      return ofContainer(entry, id);
    case 'service':
      return isIn(entry, 'service', id) || serviceOf(cluster, entry) === id;
    case 'task': {
      if (isIn(entry, 'task', id) || entry.attributes[taskLabel] === id) return true;
      const containerId = cluster.get('task', id)?.containerId;
      return containerId !== undefined && ofContainer(entry, containerId);
    }
    case 'node':
      return isIn(entry, 'node', id) || nodeOf(cluster, entry) === id;
    case 'image':
      return ofImage(cluster, subject, entry);
    case 'stack':
      return stackOf(cluster, entry) === subject.name;
    case 'project':
      return projectOf(cluster, entry) === subject.name;
    case 'network':
    case 'volume':
    case 'secret':
    case 'config':
    case 'plugin':
      return isIn(entry, kind, id);
  }
}

/** The node on which it happened, where that is one. */
export function nodeOf(cluster: Cluster, entry: EventEntry): string | undefined {
  if (entry.kind === 'task') return entry.attributes.nodeId;
  // What happens in the swarm happens on no node.
  if (swarmKinds.has(entry.kind)) return undefined;
  return entry.nodeId ?? cluster.info?.swarm.nodeId;
}

function isIn(entry: EventEntry, kind: ObjectKind, id: string): boolean {
  return entry.kind === kind && entry.id === id;
}

function ofContainer(entry: EventEntry, id: string): boolean {
  return (
    isIn(entry, 'container', id) ||
    otherContainer(entry) === id ||
    (entry.kind === 'task' && entry.attributes.containerId === id)
  );
}

function serviceOf(cluster: Cluster, entry: EventEntry): string | undefined {
  if (entry.kind === 'service') return entry.id;
  if (entry.kind === 'task') return entry.attributes.serviceId;
  const own = entry.attributes[serviceLabel];
  if (own !== undefined) return own;
  const other = otherContainer(entry);
  return other === undefined ? undefined : cluster.get('container', other)?.serviceId;
}

function stackOf(cluster: Cluster, entry: EventEntry): string | undefined {
  const own = entry.attributes[stackLabel];
  if (own !== undefined) return own;
  const serviceId = serviceOf(cluster, entry);
  if (serviceId !== undefined) {
    const service = cluster.get('service', serviceId);
    // Of a service that is gone its name still tells: `stack_service`.
    return service ? service.stack : prefixOf(entry.name);
  }
  return labelOf(cluster, entry, stackLabel);
}

function projectOf(cluster: Cluster, entry: EventEntry): string | undefined {
  const other = otherContainer(entry);
  return (
    entry.attributes[projectLabel] ??
    (other === undefined ? undefined : cluster.get('container', other)?.composeProject) ??
    labelOf(cluster, entry, projectLabel)
  );
}

/** Of networks, volumes and the like only the picture knows the labels. */
function labelOf(cluster: Cluster, { kind, id, name }: EventEntry, label: string): string | undefined {
  switch (kind) {
    case 'network':
    case 'volume':
    case 'secret':
    case 'config': {
      const object = cluster.get(kind, id);
      if (object) return 'labels' in object ? object.labels[label] : undefined;
      return prefixOf(name);
    }
    default:
      return undefined;
  }
}

function prefixOf(name: string): string | undefined {
  const cut = name.indexOf('_');
  return cut > 0 ? name.slice(0, cut) : undefined;
}

function ofImage(cluster: Cluster, { id, name }: EventSubject, entry: EventEntry): boolean {
  if (entry.kind === 'container' || entry.kind === 'task') {
    const from = entry.attributes.image;
    return from !== undefined && isNamed(cluster, id, name, from);
  }
  return entry.kind === 'image' && (entry.id === id || isNamed(cluster, id, name, entry.name));
}

function isNamed(cluster: Cluster, id: string, name: string, said: string): boolean {
  const bare = said.replace(/@sha256:[0-9a-f]+$/, '');
  return said === id || bare === name || (cluster.get('image', id)?.tags.includes(bare) ?? false);
}

/** A marker of a node's engine says nothing against the events of another node. */
function markerConcerns(cluster: Cluster, { kind, id }: EventSubject, marker: EventEntry): boolean {
  const ownNode = cluster.info?.swarm.nodeId;
  switch (kind) {
    case 'node':
      return (marker.nodeId ?? ownNode) === id;
    case 'task': {
      const task = cluster.get('task', id);
      return (marker.nodeId ?? ownNode) === (task?.nodeId ?? ownNode);
    }
    case 'container':
    case 'network':
    case 'volume':
    case 'image':
    case 'plugin':
    case 'project':
      return marker.nodeId === undefined;
    default:
      return true;
  }
}
