// Foretells a drain: which tasks find another node, which find none and why, and what cannot be told. Pure.

import { humanBytes } from '../model/bytes';
import { meetsConstraint } from '../model/placement';
import type { Service } from '../model/service';
import type { SwarmNode } from '../model/swarmNode';
import type { Task } from '../model/task';
import { hasEnded } from '../model/taskHistory';
import { counted } from '../util/counted';

export interface ForecastScene {
  /** All of the swarm as known now. */
  readonly nodes: readonly SwarmNode[];
  readonly tasks: readonly Task[];
  readonly services: readonly Service[];
}

export interface DrainForecast {
  readonly moving: readonly Task[];
  /** Find no other node for sure; `why` completes "cannot move: ". */
  readonly stuck: readonly { readonly why: string; readonly tasks: readonly Task[] }[];
  /** Might find no room: by reservations there is enough, but not for all of them one after the other. */
  readonly crowded: readonly Task[];
  /** What decides where some tasks go and is not known here, as words. */
  readonly unknown: readonly string[];
}

/** What a node still has to give away; undefined where its size is not known. */
interface Room {
  readonly node: SwarmNode;
  cpus: number | undefined;
  memory: number | undefined;
  readonly tasksOf: Map<string, number>;
  readonly hostPorts: Set<string>;
}

type Verdict = { readonly place: Room } | { readonly why: string; readonly sure: boolean };

/**
 * `leaving`: the tasks of replicated services that `node` is to give away. Judged as swarmkit's scheduler filters nodes
 * (`manager/scheduler/filter.go`): resources, constraints, platform, host ports, replicas per node. Which of the fitting nodes
 * it would choose is not foretold: the largest tasks are put where the most room is.
 */
export function drainForecast(node: SwarmNode, leaving: readonly Task[], scene: ForecastScene): DrainForecast {
  const services = new Map(scene.services.map((service) => [service.id, service]));
  const others = scene.nodes.filter(
    (one) => one.id !== node.id && one.state === 'ready' && one.availability === 'active',
  );
  const rooms = roomsOf(others, scene.tasks, services);
  const moving: Task[] = [];
  const crowded: Task[] = [];
  const stuck = new Map<string, Task[]>();
  const unknown = new Set<string>();
  const before = rooms.map(copied);
  for (const task of bySize(leaving, services)) {
    const service = services.get(task.serviceId);
    if (!service) {
      moving.push(task);
      unknown.add(`what ${task.name} asks of a node`);
      continue;
    }
    for (const doubt of doubtsOf(service, others)) unknown.add(doubt);
    const verdict = placeFor(service, rooms);
    if ('place' in verdict) {
      take(verdict.place, service);
      moving.push(task);
      continue;
    }
    // Without the tasks that were placed before it there may have been room: then another order might do.
    const alone = verdict.sure ? verdict : placeFor(service, before);
    if ('place' in alone) crowded.push(task);
    else stuck.set(alone.why, [...(stuck.get(alone.why) ?? []), task]);
  }
  return { moving, crowded, stuck: [...stuck].map(([why, tasks]) => ({ why, tasks })), unknown: [...unknown] };
}

function roomsOf(
  nodes: readonly SwarmNode[],
  tasks: readonly Task[],
  services: ReadonlyMap<string, Service>,
): readonly Room[] {
  const rooms = new Map<string, Room>(
    nodes.map((node) => [
      node.id,
      { node, cpus: node.nanoCpus, memory: node.memoryBytes, tasksOf: new Map(), hostPorts: new Set() },
    ]),
  );
  for (const task of tasks) {
    const room = task.nodeId === undefined ? undefined : rooms.get(task.nodeId);
    const service = services.get(task.serviceId);
    if (room && service && !hasEnded(task)) take(room, service);
  }
  return [...rooms.values()];
}

function copied(room: Room): Room {
  return { ...room, tasksOf: new Map(room.tasksOf), hostPorts: new Set(room.hostPorts) };
}

function take(room: Room, service: Service): void {
  const { nanoCpus = 0, memoryBytes = 0 } = service.reservations ?? {};
  if (room.cpus !== undefined) room.cpus -= nanoCpus;
  if (room.memory !== undefined) room.memory -= memoryBytes;
  room.tasksOf.set(service.id, (room.tasksOf.get(service.id) ?? 0) + 1);
  for (const port of hostPortsOf(service)) room.hostPorts.add(port);
}

/** Filter by filter, so that the one that leaves no node is the reason. What is not known keeps no node out. */
function placeFor(service: Service, rooms: readonly Room[]): Verdict {
  if (rooms.length === 0) return { why: 'no other node takes tasks', sure: true };
  let left = rooms;
  for (const constraint of service.constraints) {
    const fitting = left.filter(({ node }) => meetsConstraint(node, constraint) !== false);
    if (fitting.length === 0) {
      const all = service.constraints.join(' and ');
      return { why: `no other node satisfies ${left === rooms ? constraint : all}`, sure: true };
    }
    left = fitting;
  }
  left = left.filter(({ node }) => runsOn(node, service));
  if (left.length === 0) return { why: `no other node runs ${platformWords(service)}`, sure: true };
  const { maxReplicasPerNode: most } = service;
  if (most !== undefined) {
    left = left.filter(({ tasksOf }) => (tasksOf.get(service.id) ?? 0) < most);
    if (left.length === 0) return { why: `every other node has ${most} of it, which is its limit`, sure: false };
  }
  const ports = hostPortsOf(service);
  left = left.filter(({ hostPorts }) => !ports.some((port) => hostPorts.has(port)));
  if (left.length === 0) return { why: `its host port ${ports.join(', ')} is taken on every other node`, sure: false };
  return roomiest(service, left);
}

function roomiest(service: Service, rooms: readonly Room[]): Verdict {
  const { nanoCpus = 0, memoryBytes = 0 } = service.reservations ?? {};
  const enough = (free: number | undefined, wanted: number) => wanted === 0 || free === undefined || free >= wanted;
  const fitting = rooms.filter(({ cpus, memory }) => enough(cpus, nanoCpus) && enough(memory, memoryBytes));
  const [best] = fitting.sort((a, b) => free(b) - free(a));
  if (best) return { place: best };
  const most = (of: 'cpus' | 'memory') => Math.max(0, ...rooms.map((room) => room[of] ?? 0));
  const wishes = [
    ...(nanoCpus > 0 ? [`${cores(nanoCpus)} (at most ${cores(most('cpus'))} free)`] : []),
    ...(memoryBytes > 0 ? [`${humanBytes(memoryBytes)} (at most ${humanBytes(most('memory'))} free)`] : []),
  ];
  return { why: `no other node has room for what it reserves: ${wishes.join(' and ')}`, sure: false };
}

/** Memory first: it is what runs out. */
function free({ cpus, memory }: Room): number {
  return (memory ?? 0) + (cpus ?? 0) / 1e9;
}

/** An empty member fits all; names are compared as swarmkit does, which knows two names of the common processors. */
function runsOn(node: SwarmNode, { platforms }: Service): boolean {
  if (!platforms || node.os === undefined || node.architecture === undefined) return true;
  const { os, architecture } = node;
  return platforms.some(
    (one) =>
      (one.os === '' || one.os === os) && (one.architecture === '' || plain(one.architecture) === plain(architecture)),
  );
}

function plain(architecture: string): string {
  if (architecture === 'x86_64') return 'amd64';
  return architecture === 'aarch64' ? 'arm64' : architecture;
}

function platformWords({ platforms = [] }: Service): string {
  return platforms.map(({ os, architecture }) => [os, plain(architecture)].filter(Boolean).join('/')).join(' or ');
}

function hostPortsOf({ ports }: Service): readonly string[] {
  return ports.flatMap(({ mode, publishedPort, protocol }) =>
    mode === 'host' && publishedPort !== undefined ? [`${publishedPort}/${protocol}`] : [],
  );
}

/** What decides and is not in the picture, so that nobody takes a guess for knowledge. */
function doubtsOf(service: Service, others: readonly SwarmNode[]): readonly string[] {
  const { nanoCpus, memoryBytes, generic } = service.reservations ?? {};
  const unread = service.constraints.filter((one) => others.some((other) => meetsConstraint(other, one) === undefined));
  const unsized = others.filter(
    (node) => (nanoCpus && node.nanoCpus === undefined) || (memoryBytes && node.memoryBytes === undefined),
  );
  return [
    ...unread.map((one) => `which nodes satisfy ${one}`),
    ...(generic ?? []).map((kind) => `which nodes have ${kind} free`),
    ...unsized.map(({ name }) => `how large ${name} is`),
  ];
}

function bySize(tasks: readonly Task[], services: ReadonlyMap<string, Service>): readonly Task[] {
  const size = ({ serviceId }: Task) => {
    const { nanoCpus = 0, memoryBytes = 0 } = services.get(serviceId)?.reservations ?? {};
    return memoryBytes + nanoCpus / 1e9;
  };
  return [...tasks].sort((a, b) => size(b) - size(a));
}

function cores(nanoCpus: number): string {
  const count = Number((nanoCpus / 1e9).toFixed(2));
  return counted(count, 'core');
}
