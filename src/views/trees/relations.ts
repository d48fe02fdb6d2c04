// Who belongs to whom in the live picture, kept up to date change by change so that no row searches the whole cluster.

import type { Cluster } from '../../cluster/cluster';
import type { Container } from '../../model/container';
import { type ObjectKind, objectKinds } from '../../model/objects';
import type { Service } from '../../model/service';
import type { SnapshotChange } from '../../model/snapshot';
import type { Task } from '../../model/task';
import { slotKey } from '../../model/taskHistory';

/** A many-to-many index: from an owner's key to the ids of its members. */
class Index {
  private readonly members = new Map<string, Set<string>>();
  private readonly owners = new Map<string, readonly string[]>();

  set(member: string, owners: readonly string[]): void {
    const before = this.ownersOf(member);
    if (before.length === owners.length && owners.every((owner, at) => owner === before[at])) return;
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

/** Ids of its service and node, and its `slotKey`; two of each where it moved. */
export interface TaskPlaces {
  readonly services: readonly string[];
  readonly nodes: readonly string[];
  readonly slots: readonly string[];
}

/** What a change of the picture puts in question of what was counted or sorted from tasks. */
export interface TasksMoved {
  /** Services that changed, or whose tasks did. */
  readonly services: ReadonlySet<string>;
  /** By `slotKey`: slots in which a task came, went or changed. */
  readonly slots: ReadonlySet<string>;
  /** Whether any node changed. */
  readonly nodes: boolean;
}

const countedKinds: readonly ObjectKind[] = ['task', 'service', 'node'];

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

  /** Where tasks were before the present change: one that is gone cannot say it any more. */
  private readonly placesBefore = new Map<string, TaskPlaces>();
  private readonly followers: ((moved: TasksMoved | undefined) => void)[] = [];

  constructor(private readonly cluster: Cluster) {}

  /** Call before any view looks at the change. */
  update(change: SnapshotChange): void {
    if (change.type === 'reset') {
      this.rebuild(change.kinds ?? objectKinds);
      if (!change.kinds || change.kinds.some((kind) => countedKinds.includes(kind))) this.tell(undefined);
      return;
    }
    if (change.type !== 'patch') return;
    this.placesBefore.clear();
    const services = new Set<string>();
    const slots = new Set<string>();
    let nodes = false;
    for (const { kind, id } of change.objects) {
      if (kind === 'task') {
        this.placesBefore.set(id, this.placesNow(id));
        this.task(id, this.cluster.get('task', id));
        const places = this.placesOf(id);
        for (const service of places.services) services.add(service);
        for (const slot of places.slots) slots.add(slot);
      } else if (kind === 'service') {
        this.service(id, this.cluster.get('service', id));
        services.add(id);
      } else if (kind === 'container') this.container(id, this.cluster.get('container', id));
      else if (kind === 'node') nodes = true;
    }
    if (services.size > 0 || nodes) this.tell({ services, slots, nodes });
  }

  /** Where a task is, and where it was before the present change. */
  placesOf(taskId: string): TaskPlaces {
    const now = this.placesNow(taskId);
    const before = this.placesBefore.get(taskId);
    if (!before) return now;
    const both = (key: keyof TaskPlaces) => [...new Set([...before[key], ...now[key]])];
    return { services: both('services'), nodes: both('nodes'), slots: both('slots') };
  }

  /** For what is counted or sorted once and kept. Undefined: everything is to be read anew. */
  follow(follower: (moved: TasksMoved | undefined) => void): void {
    this.followers.push(follower);
  }

  private placesNow(taskId: string): TaskPlaces {
    return {
      services: this.tasksOfService.ownersOf(taskId),
      nodes: this.tasksOfNode.ownersOf(taskId),
      slots: this.tasksOfSlot.ownersOf(taskId),
    };
  }

  private tell(moved: TasksMoved | undefined): void {
    for (const follower of this.followers) follower(moved);
  }

  private rebuild(kinds: readonly ObjectKind[]): void {
    if (kinds.includes('task')) {
      for (const index of [this.tasksOfService, this.tasksOfNode, this.tasksOfSlot]) index.clear();
      for (const [id, task] of this.cluster.all('task') ?? []) this.task(id, task);
    }
    if (kinds.includes('service')) {
      for (const index of [this.servicesOfNetwork, this.servicesOfSecret, this.servicesOfStack]) index.clear();
      for (const [id, service] of this.cluster.all('service') ?? []) this.service(id, service);
    }
    if (kinds.includes('container')) {
      for (const index of [this.containersOfNetwork, this.containersOfImage, this.containersOfVolume]) index.clear();
      this.containersOfGroup.clear();
      for (const [id, container] of this.cluster.all('container') ?? []) this.container(id, container);
    }
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
