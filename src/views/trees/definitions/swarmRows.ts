// Rows that the swarm's views share: services, tasks, and what a worker can tell instead.

import type { Cluster } from '../../../cluster/cluster';
import type { NodeRoutes } from '../../../cluster/nodeRoutes';
import type { ObjectKind } from '../../../model/objects';
import type { Service } from '../../../model/service';
import { serviceProgress } from '../../../model/serviceProgress';
import type { SwarmNode } from '../../../model/swarmNode';
import type { Task } from '../../../model/task';
import { currentFailures, newestPerSlot, standingFailures } from '../../../model/taskHistory';
import { earlierTaskLook } from '../looks/earlierTaskLook';
import { managerLook, unreadableLook } from '../looks/noteLooks';
import { nodeLook, type RouteView, type ServiceStanding, serviceLook, taskFailed, taskLook } from '../looks/swarmLooks';
import type { Relations } from '../relations';
import type { Row } from '../row';
import { facts, type RowLook } from '../rowLook';
import { byName, type Folding, type RowSeed } from '../treeDefinition';
import { type SlotHistory, slotHistory } from './slotHistory';

export interface SwarmRows {
  tasksOf(serviceId: string): Task[];
  /** Undefined while tasks or nodes are not known. */
  standing(service: Service): ServiceStanding | undefined;
  /** Per slot the newest task, and the failure before it while the newest has not started yet; failing ones first. */
  telling(tasks: readonly Task[]): Task[];
  nodeName(nodeId: string | undefined): string | undefined;
  look(row: Row, now: number): RowLook | undefined;
  readonly history: SlotHistory;
  /** Of a task's row: closed over its history, where it has one. */
  historyFolding(row: Row): Folding;
  /** Rows for what could not be read, and, on a worker, for the managers it knows. */
  extras(kind: 'service' | 'task' | 'node'): RowSeed[];
}

/** A task that has run this long after a failure is believed to run; the screen's rules wait as long. */
const steadyMs = 30_000;

/** How long a count that holds failures is believed. */
const recountMs = 500;

interface Counted {
  readonly service: Service;
  readonly standing: ServiceStanding;
  /** Epoch milliseconds. */
  readonly until: number;
}

export type RouteStates = Pick<NodeRoutes, 'status' | 'knows'>;

export function swarmRows(cluster: Cluster, relations: Relations, routes?: RouteStates): SwarmRows {
  const tasksOf = (serviceId: string) =>
    [...relations.tasksOfService.of(serviceId)].flatMap((id) => cluster.get('task', id) ?? []);

  // Counted once, and again when something of it moved: a stack's row asks for all its services.
  const counted = new Map<string, Counted>();
  relations.follow((moved) => {
    if (!moved || moved.nodes) counted.clear();
    else for (const id of moved.services) counted.delete(id);
  });

  const standing = (service: Service): ServiceStanding | undefined => {
    const nodes = cluster.all('node');
    if (cluster.all('task') === undefined || nodes === undefined) return undefined;
    const now = Date.now();
    const known = counted.get(service.id);
    if (known?.service === service && now < known.until) return known.standing;
    const tasks = tasksOf(service.id);
    const failing = standingFailures(tasks, now, steadyMs).length;
    const fresh = { ...serviceProgress(service, tasks, nodes), failing };
    // Time alone ends a failure, and nothing else.
    const until = failing > 0 ? now + recountMs : Number.POSITIVE_INFINITY;
    counted.set(service.id, { service, standing: fresh, until });
    return fresh;
  };

  const nodeName = (nodeId: string | undefined) =>
    nodeId === undefined ? undefined : (cluster.get('node', nodeId)?.name ?? nodeId);

  const history = slotHistory(cluster, relations);

  return {
    history,
    historyFolding: (row) => (!isBelow(row, 'task') && history.seeds(row).length > 0 ? 'closed' : 'leaf'),
    tasksOf,
    standing,
    telling: (tasks) => [...new Set([...newestPerSlot(tasks).values(), ...currentFailures(tasks)])].sort(bySlot),
    nodeName,
    look(row, now) {
      const { subject } = row;
      if (subject.type === 'manager') return managerLook(subject.address);
      if (subject.type === 'unreadable') {
        const unreadable = cluster.unreadable(subject.kind).find((one) => one.id === subject.id);
        return unreadable && unreadableLook(unreadable);
      }
      if (subject.type !== 'object') return undefined;
      switch (subject.kind) {
        case 'service': {
          const service = cluster.get('service', subject.id);
          return service && serviceLook(service, standing(service));
        }
        case 'task': {
          const task = cluster.get('task', subject.id);
          if (!task) return undefined;
          const below = (kind: ObjectKind) => isBelow(row, kind);
          const stack = below('service') ? cluster.get('service', task.serviceId)?.stack : undefined;
          const where = below('node') ? undefined : nodeName(task.nodeId);
          if (below('task')) return earlierTaskLook(task, where, now, stack);
          const look = taskLook(task, where, now, stack);
          return below('node') ? look : withEarlier(look, history.earlier(task).length);
        }
        case 'node': {
          const node = cluster.get('node', subject.id);
          return node && nodeLook(node, routes && routeView(node, routes), now);
        }
        default:
          return undefined;
      }
    },
    extras(kind) {
      const unreadable = cluster.unreadable(kind).map(
        (one): RowSeed => ({
          id: one.id,
          subject: { type: 'unreadable', kind, id: one.id },
          target: { kind, id: one.id },
        }),
      );
      return [...unreadable, ...managerSeeds(cluster)];
    },
  };
}

/** On a worker, a row for each manager that it knows: they can tell what it cannot. */
export function managerSeeds(cluster: Cluster): RowSeed[] {
  const swarm = cluster.info?.swarm;
  const managers = swarm?.role === 'worker' ? swarm.remoteManagers : [];
  return managers.map(({ address }) => ({ id: `manager:${address}`, subject: { type: 'manager', address } }));
}

function isBelow({ parent }: Row, kind: ObjectKind): boolean {
  if (!parent) return false;
  return (parent.subject.type === 'object' && parent.subject.kind === kind) || isBelow(parent, kind);
}

function routeView(node: SwarmNode, routes: RouteStates): RouteView {
  const status = routes.status(node.id);
  return status.type === 'untried' ? { type: 'untried', known: routes.knows(node) } : status;
}

function withEarlier(look: RowLook, earlier: number): RowLook {
  if (earlier === 0) return look;
  const words = `${earlier} earlier`;
  return { ...look, description: facts(look.description, words), tooltip: [...look.tooltip, `${words} in this slot`] };
}

function bySlot(a: Task, b: Task): number {
  return Number(taskFailed(b)) - Number(taskFailed(a)) || (a.slot ?? 0) - (b.slot ?? 0) || byName(a, b);
}
