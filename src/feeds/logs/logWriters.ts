// Which containers and tasks write the logs that are followed: those of the objects, and what takes their place.

import type { Cluster } from '../../cluster/cluster';
import type { Container } from '../../model/container';
import type { Task } from '../../model/task';
import { hasEnded } from '../../model/taskHistory';
import type { PanelTarget } from '../../protocol/panel';

/** One container or task: its lines have one order. */
export interface LogWriter {
  /** The container's id; of a task without one its own. */
  readonly id: string;
  /** What takes its place has the same: a container recreated under its name, another task of its slot. */
  readonly slot: string;
  readonly name: string;
  readonly of: PanelTarget;
  readonly containerId?: string;
  readonly task?: Task;
  readonly nodeId?: string;
  readonly alive: boolean;
  readonly createdAt: string;
}

/** What is known of a target that names one container or task, so that what replaces it is found when it is gone. */
interface Followed {
  readonly slot: string;
  readonly createdAt: string;
  /** An earlier try of a slot is shown alone. */
  readonly onwards: boolean;
}

/** Remembers, between one look at the picture and the next, what the single objects among its targets were. */
export class WritersOf {
  private readonly followed = new Map<PanelTarget, Followed>();

  constructor(
    private readonly cluster: Cluster,
    private readonly targets: readonly PanelTarget[],
  ) {}

  /** As the picture is now, each once, by name and age. */
  now(): LogWriter[] {
    const found = new Map<string, LogWriter>();
    for (const target of this.targets) {
      for (const writer of this.ofTarget(target)) {
        // The task of a container says more than the container.
        if (!found.has(writer.id) || writer.task) found.set(writer.id, writer);
      }
    }
    return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.createdAt, b.createdAt));
  }

  private ofTarget(target: PanelTarget): LogWriter[] {
    const { kind, id, name } = target;
    const here = this.cluster.info?.swarm.nodeId;
    switch (kind) {
      case 'container':
        return this.ofContainer(target);
      case 'task':
        return this.ofTask(target, id);
      case 'service':
        return this.tasks(target, (task) => task.serviceId === id);
      case 'stack':
        return [
          ...this.tasks(target, (task) => this.cluster.get('service', task.serviceId)?.stack === name),
          ...this.containers(target, (container) => container.stack === name),
        ];
      case 'project':
        return this.containers(target, (container) => container.composeProject === name);
      case 'node':
        return [
          ...this.tasks(target, (task) => task.nodeId === id),
          ...(id === here ? this.containers(target, () => true) : []),
        ];
      case 'swarm':
        return this.tasks(target, () => true);
      case 'engine':
        return this.containers(target, () => true);
      default:
        return [];
    }
  }

  private ofContainer(target: PanelTarget): LogWriter[] {
    const known = this.followed.get(target);
    const own = this.cluster.get('container', target.id) ?? (known ? undefined : this.named(target.name));
    if (own && !known) {
      this.followed.set(target, { slot: slotOfContainer(own), createdAt: own.createdAt ?? '', onwards: true });
    }
    const followed = this.followed.get(target);
    if (!followed) return [];
    return this.containers(
      target,
      (container) =>
        container.id === own?.id ||
        (slotOfContainer(container) === followed.slot && (container.createdAt ?? '') > followed.createdAt),
    );
  }

  private ofTask(target: PanelTarget, id: string): LogWriter[] {
    const own = this.cluster.get('task', id);
    if (own && !this.followed.has(target)) {
      const onwards = !hasEnded(own) && own.desiredState === 'running';
      this.followed.set(target, { slot: slotOfTask(own), createdAt: own.createdAt ?? '', onwards });
    }
    const followed = this.followed.get(target);
    if (!followed) return [];
    return this.tasks(
      target,
      (task) =>
        task.id === id ||
        (followed.onwards && slotOfTask(task) === followed.slot && (task.createdAt ?? '') > followed.createdAt),
    );
  }

  private tasks(of: PanelTarget, isOne: (task: Task) => boolean): LogWriter[] {
    const found: LogWriter[] = [];
    for (const task of this.cluster.all('task')?.values() ?? []) {
      if (!isOne(task)) continue;
      const { id, name, containerId, nodeId, createdAt = '' } = task;
      found.push({
        ...{ id: containerId ?? id, slot: slotOfTask(task), name, of, task, createdAt },
        alive: !hasEnded(task),
        ...(containerId === undefined ? {} : { containerId }),
        ...(nodeId === undefined ? {} : { nodeId }),
      });
    }
    return found;
  }

  private containers(of: PanelTarget, isOne: (container: Container) => boolean): LogWriter[] {
    const found: LogWriter[] = [];
    for (const container of this.cluster.all('container')?.values() ?? []) {
      if (!isOne(container)) continue;
      const { id, name, state, node, createdAt = '' } = container;
      found.push({
        ...{ id, slot: slotOfContainer(container), name, of, containerId: id, createdAt },
        alive: state === 'running' || state === 'paused' || state === 'restarting',
        ...(node === undefined ? {} : { nodeId: node }),
      });
    }
    return found;
  }

  /** After a reload of the window the container may be another one by the same name. */
  private named(name: string): Container | undefined {
    for (const container of this.cluster.all('container')?.values() ?? [])
      if (container.name === name) return container;
    return undefined;
  }
}

function slotOfTask({ serviceId, slot, nodeId, id }: Task): string {
  return `slot ${serviceId} ${slot || (nodeId ?? id)}`;
}

/** Swarm names a task's container `service.slot.taskId`. Compose counts the containers of a service. */
function slotOfContainer({ name, taskId, serviceId, composeProject, composeService, labels }: Container): string {
  if (taskId !== undefined && name.endsWith(`.${taskId}`)) {
    return `slot ${serviceId} ${name.slice(0, -taskId.length - 1)}`;
  }
  const number = labels['com.docker.compose.container-number'];
  if (composeProject !== undefined && composeService !== undefined && number !== undefined) {
    return `compose ${composeProject} ${composeService} ${number}`;
  }
  return `name ${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
