// Which containers, services and nodes a target stands for.

import type { Container } from '../../model/container';
import type { Gap } from '../../model/gap';
import type { ObjectKind, ObjectOf } from '../../model/objects';
import type { Service } from '../../model/service';
import type { SwarmNode } from '../../model/swarmNode';
import type { TargetRef } from '../../model/target';
import { taskName } from '../../model/task';
import type { Cluster } from '../cluster';

export interface Subjects {
  readonly containers: readonly Container[];
  readonly services: readonly Service[];
  readonly nodes: readonly SwarmNode[];
  /** The target itself, where it is not there (any more). */
  readonly gaps: readonly Gap[];
}

/** Members of a stack, project, network or volume that are read. */
const mostMembers = 12;

const nobody: Subjects = { containers: [], services: [], nodes: [], gaps: [] };

export function subjectsOf(cluster: Cluster, target: TargetRef): Subjects {
  switch (target.kind) {
    case 'container': {
      const found = find(cluster, 'container', target);
      return found === undefined ? gone(target) : { ...nobody, containers: [found] };
    }
    case 'service': {
      const found = find(cluster, 'service', target);
      return found === undefined ? gone(target) : { ...nobody, services: [found] };
    }
    case 'task': {
      const service = serviceOfTask(cluster, target);
      return service === undefined ? gone(target) : { ...nobody, services: [service] };
    }
    case 'node': {
      const found = find(cluster, 'node', target);
      return found === undefined ? gone(target) : { ...nobody, nodes: [found] };
    }
    case 'stack':
      return members(cluster, target, ({ stack }) => stack !== undefined && stack === stackName(target));
    case 'project':
      return members(
        cluster,
        target,
        (one) => 'composeProject' in one && one.composeProject === (target.name ?? target.id) && !isPastOneOff(one),
      );
    case 'network': {
      const found = find(cluster, 'network', target);
      if (found === undefined) return gone(target);
      return members(cluster, target, (one) =>
        'networkIds' in one
          ? one.networkIds.includes(found.id)
          : one.networks.some(({ name, networkId }) => (networkId ?? name) === found.id || name === found.name),
      );
    }
    case 'volume': {
      const name = target.name ?? target.id;
      return members(cluster, target, ({ mounts }) =>
        mounts.some((mount) => mount.source === name || ('name' in mount && mount.name === name)),
      );
    }
    case 'image':
    case 'secret':
    case 'config':
    case 'plugin':
    case 'engine':
    case 'swarm':
      return nobody;
  }
}

/** What docker compose run made, and is over: a command of a person, who saw how it ended, and no part of the project. */
function isPastOneOff({ labels, state }: Container): boolean {
  return labels['com.docker.compose.oneoff']?.toLowerCase() === 'true' && state !== 'running';
}

function find<K extends ObjectKind>(cluster: Cluster, kind: K, { id, name }: TargetRef): ObjectOf[K] | undefined {
  if (id !== undefined)
    return cluster.get(kind, id) ?? all(cluster, kind).find((one) => one.id.startsWith(id) && id.length >= 12);
  return all(cluster, kind).find((one) => one.name === name);
}

function all<K extends ObjectKind>(cluster: Cluster, kind: K): ObjectOf[K][] {
  return [...(cluster.all(kind)?.values() ?? [])];
}

function serviceOfTask(cluster: Cluster, target: TargetRef): Service | undefined {
  const named = (task: ObjectOf['task']) =>
    taskName(task, cluster.get('service', task.serviceId)?.name ?? '') === target.name;
  const task = target.id === undefined ? all(cluster, 'task').find(named) : find(cluster, 'task', target);
  return task === undefined ? undefined : cluster.get('service', task.serviceId);
}

function members(cluster: Cluster, target: TargetRef, belongs: (one: Container | Service) => boolean): Subjects {
  const services = all(cluster, 'service').filter(belongs);
  // Tasks' containers are read with their service.
  const containers = all(cluster, 'container').filter((one) => one.serviceId === undefined && belongs(one));
  const left = Math.max(0, services.length + containers.length - mostMembers);
  if (services.length + containers.length === 0 && target.kind !== 'volume' && target.kind !== 'network')
    return gone(target);
  return {
    ...nobody,
    services: services.slice(0, mostMembers),
    containers: containers.slice(0, Math.max(0, mostMembers - services.length)),
    gaps:
      left === 0
        ? []
        : [{ part: 'members', reason: 'too-many', message: `${left} of its members were not looked at.` }],
  };
}

function stackName({ id, name }: TargetRef): string | undefined {
  return name ?? id?.replace(/^stack:/, '');
}

function gone(target: TargetRef): Subjects {
  const name = target.name ?? target.id ?? '';
  return {
    ...nobody,
    gaps: [{ part: target.kind, reason: 'notFound', message: `There is no ${target.kind} ${name} (any more).` }],
  };
}
