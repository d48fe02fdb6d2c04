// Who belongs to whom in the live picture, kept up to date change by change so that no row searches the whole cluster.

import type { Cluster } from '../../cluster/cluster';
import type { Container } from '../../model/container';
import type { Service } from '../../model/service';
import type { SnapshotChange } from '../../model/snapshot';
import type { Task } from '../../model/task';
import { slotKey } from '../../model/taskHistory';

/** A many-to-many index: from an owner's key to the ids of its members. */
class Index {
  private readonly members = new Map<string, Set<string>>();
  private readonly owners = new Map<string, readonly string[]>();

  set(member: string, owners: readonly string[]): void {
    this.remove(member);
    if (owners.length === 0) return;
    this.owners.set(member, owners);
    for (const owner of owners) {
      const set = this.members.get(owner);
      if (set) set.add(member);
      else this.members.set(owner, new Set([member]));
    }
  }

  remove(member: string): void {
    for (const owner of this.owners.get(member) ?? []) {
      const set = this.members.get(owner);
      set?.delete(member);
      if (set?.size === 0) this.members.delete(owner);
    }
    this.owners.delete(member);
  }

  of(owner: string): ReadonlySet<string> {
    return this.members.get(owner) ?? none;
  }

  ownersOf(member: string): readonly string[] {
    return this.owners.get(member) ?? [];
  }

  keys(): string[] {
    return [...this.members.keys()];
  }

  clear(): void {
    this.members.clear();
    this.owners.clear();
  }
}

const none: ReadonlySet<string> = new Set();

export class Relations {
  readonly tasksOfService = new Index();
  readonly tasksOfNode = new Index();
  /** By `slotKey`. */
  readonly tasksOfSlot = new Index();
  readonly containersOfNetwork = new Index();
  readonly containersOfImage = new Index();
  readonly containersOfVolume = new Index();
  readonly servicesOfNetwork = new Index();
  readonly servicesOfSecret = new Index();
  readonly servicesOfStack = new Index();
  readonly containersOfGroup = new Index();

  constructor(private readonly cluster: Cluster) {}

  /** Call before any view looks at the change. */
  update(change: SnapshotChange): void {
    if (change.type === 'reset') {
      this.rebuild();
      return;
    }
    if (change.type !== 'patch') return;
    for (const { kind, id } of change.objects) {
      if (kind === 'task') this.task(id, this.cluster.get('task', id));
      else if (kind === 'service') this.service(id, this.cluster.get('service', id));
      else if (kind === 'container') this.container(id, this.cluster.get('container', id));
    }
  }

  private rebuild(): void {
    for (const index of [
      this.tasksOfService,
      this.tasksOfNode,
      this.tasksOfSlot,
      this.containersOfNetwork,
      this.containersOfImage,
      this.containersOfVolume,
      this.servicesOfNetwork,
      this.servicesOfSecret,
      this.servicesOfStack,
      this.containersOfGroup,
    ]) {
      index.clear();
    }
    for (const [id, task] of this.cluster.all('task') ?? []) this.task(id, task);
    for (const [id, service] of this.cluster.all('service') ?? []) this.service(id, service);
    for (const [id, container] of this.cluster.all('container') ?? []) this.container(id, container);
  }

  private task(id: string, task: Task | undefined): void {
    this.tasksOfService.set(id, task ? [task.serviceId] : []);
    this.tasksOfNode.set(id, task?.nodeId ? [task.nodeId] : []);
    this.tasksOfSlot.set(id, task ? [slotKey(task)] : []);
  }

  private service(id: string, service: Service | undefined): void {
    // A published service is on the ingress network, too, which only its virtual addresses tell.
    const virtual = service?.virtualIps.map((ip) => ip.networkId) ?? [];
    this.servicesOfNetwork.set(id, [...new Set([...(service?.networkIds ?? []), ...virtual])]);
    this.servicesOfSecret.set(id, service ? [...service.secrets, ...service.configs].map((file) => file.id) : []);
    this.servicesOfStack.set(id, service?.stack ? [service.stack] : []);
  }

  private container(id: string, container: Container | undefined): void {
    this.containersOfNetwork.set(id, container?.networks.flatMap((network) => network.networkId ?? []) ?? []);
    this.containersOfImage.set(id, container ? [container.imageId] : []);
    this.containersOfVolume.set(
      id,
      container?.mounts.flatMap((mount) => (mount.type === 'volume' && mount.name ? [mount.name] : [])) ?? [],
    );
    const group = container && groupKey(container);
    this.containersOfGroup.set(id, group ? [group] : []);
  }
}

/** `stack:shop` or `project:shop`; undefined for a container that belongs to neither. */
export function groupKey(container: Container): string | undefined {
  if (container.stack) return `stack:${container.stack}`;
  if (container.composeProject) return `project:${container.composeProject}`;
  return undefined;
}
