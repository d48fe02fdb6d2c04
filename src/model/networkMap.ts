// Who is on which network, and by which names others there find it: the facts behind the network map.

import type { Container } from './container';
import type { Network } from './network';
import type { Service } from './service';
import type { SwarmNode } from './swarmNode';
import type { Task } from './task';

export interface MapNetwork {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly subnets: readonly string[];
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly encrypted: boolean;
  /** Whether Docker's DNS answers there: not on the default bridge, nor where there is no network of one's own. */
  readonly hasNames: boolean;
}

export interface MapAttachment {
  readonly networkId: string;
  readonly addresses: readonly string[];
  /** Undefined: not known, as a list tells none. */
  readonly aliases?: readonly string[];
  readonly mac?: string;
}

/** One task of a service, where it runs and what addresses it has. */
export interface MapTask {
  readonly id: string;
  readonly name: string;
  readonly node?: string;
  readonly containerId?: string;
  readonly running: boolean;
  readonly attachments: readonly MapAttachment[];
}

export interface MapEndpoint {
  /** `container:<id>` or `service:<id>`. */
  readonly key: string;
  readonly kind: 'container' | 'service';
  readonly id: string;
  readonly name: string;
  /** Stack or Compose project. */
  readonly group?: string;
  readonly state: string;
  /** Services: one virtual address for all tasks, or the tasks' own addresses by turns. */
  readonly mode?: 'vip' | 'dnsrr';
  /** Sorted by network. Empty addresses: it has none there (a service without a virtual one). */
  readonly attachments: readonly MapAttachment[];
  readonly ports: readonly string[];
  /** Services: the tasks that are wanted; undefined where tasks are unknown. Not more than `mostTasks`. */
  readonly tasks?: readonly MapTask[];
  readonly taskCount?: number;
}

export interface NetworkMap {
  readonly networks: readonly MapNetwork[];
  readonly endpoints: readonly MapEndpoint[];
}

/** What the map is drawn from; a part that is unknown is undefined. */
export interface MapPicture {
  readonly networks: Iterable<Network> | undefined;
  readonly containers: Iterable<Container> | undefined;
  readonly services: Iterable<Service> | undefined;
  readonly tasks: Iterable<Task> | undefined;
  readonly nodes: Iterable<SwarmNode> | undefined;
}

/** More tasks of one service are only counted: nobody reads them, and each change would send them all. */
export const mostTasks = 50;

/** Containers that run, and services; a task's container is part of its service. Sorted by name, so that nothing jumps. */
export function networkMap(picture: MapPicture): NetworkMap {
  const services = [...(picture.services ?? [])];
  const known = new Set(services.map(({ id }) => id));
  const containers = [...(picture.containers ?? [])].filter(({ state }) => onNetwork.has(state));
  const networks = [...(picture.networks ?? [])];
  const byName = new Map(networks.map((network) => [network.name, network.id]));
  const order = nameOrder();
  const tasks = picture.tasks && tasksByService(picture.tasks, picture.nodes, order);
  const macs = new Map(containers.map((container) => [container.id, container]));
  const endpoints = [
    ...services.map((service) => serviceEndpoint(service, tasks, macs)),
    ...containers
      .filter(({ serviceId }) => serviceId === undefined || !known.has(serviceId))
      .map((container) => containerEndpoint(container, byName)),
  ].filter(({ attachments }) => attachments.length > 0);
  const used = new Set(endpoints.flatMap(({ attachments }) => attachments.map(({ networkId }) => networkId)));
  return {
    networks: networks
      .filter((network) => used.has(network.id) || isOfInterest(network))
      .map(mapNetwork)
      .sort(order),
    endpoints: endpoints.sort(order),
  };
}

/** Whether the map shows it also when nothing is on it: `none` is no network, and the gateway bridge is swarm's plumbing. */
export function isOfInterest({ driver, name }: Pick<Network, 'driver' | 'name'>): boolean {
  return driver !== 'null' && name !== 'docker_gwbridge';
}

/** A name, and whom it leads to on one network. */
export interface ServedName {
  readonly name: string;
  readonly kind: 'container' | 'alias' | 'service' | 'tasks' | 'id';
  readonly addresses: readonly string[];
  /** Others on the network with the same name: it leads to each of them by turns. */
  readonly sharedWith: readonly string[];
}

/**
 * The names by which others on that network find it, as Docker's embedded DNS answers them: a container by its name, its
 * short id and its aliases; a service by its name and aliases (its virtual address, or its tasks' by turns) and
 * `tasks.<name>`. Nothing where there is no such DNS.
 */
export function namesOf(map: NetworkMap, endpoint: MapEndpoint, networkId: string): readonly ServedName[] {
  const network = map.networks.find(({ id }) => id === networkId);
  const own = rawNames(endpoint, networkId);
  if (!network?.hasNames) return [];
  const others = map.endpoints.filter((one) => one.key !== endpoint.key && attachmentOn(one, networkId));
  const taken = new Map<string, MapEndpoint[]>();
  for (const other of others) {
    for (const { name } of rawNames(other, networkId)) taken.set(name, [...(taken.get(name) ?? []), other]);
  }
  return own.map((one) => {
    const twins = taken.get(one.name) ?? [];
    const more = twins.flatMap(
      (twin) => rawNames(twin, networkId).find(({ name }) => name === one.name)?.addresses ?? [],
    );
    return { ...one, addresses: [...new Set([...one.addresses, ...more])], sharedWith: twins.map(({ name }) => name) };
  });
}

/** Everybody else on that network, by name. */
export function peersOf(map: NetworkMap, endpoint: MapEndpoint, networkId: string): readonly MapEndpoint[] {
  return map.endpoints.filter((one) => one.key !== endpoint.key && attachmentOn(one, networkId) !== undefined);
}

export function attachmentOn(endpoint: MapEndpoint, networkId: string): MapAttachment | undefined {
  return endpoint.attachments.find((one) => one.networkId === networkId);
}

const onNetwork: ReadonlySet<Container['state']> = new Set(['running', 'paused', 'restarting', 'unknown']);

function rawNames(endpoint: MapEndpoint, networkId: string): readonly Omit<ServedName, 'sharedWith'>[] {
  const here = attachmentOn(endpoint, networkId);
  if (!here) return [];
  if (endpoint.kind === 'container') {
    const short = endpoint.id.slice(0, 12);
    const aliases = (here.aliases ?? []).filter((alias) => alias !== endpoint.name && alias !== short);
    return [
      { name: endpoint.name, kind: 'container', addresses: here.addresses },
      ...aliases.map((name) => ({ name, kind: 'alias', addresses: here.addresses }) as const),
      { name: short, kind: 'id', addresses: here.addresses },
    ];
  }
  const tasks = (endpoint.tasks ?? []).filter(({ running }) => running);
  const own = tasks.flatMap(
    ({ attachments }) => attachments.find((one) => one.networkId === networkId)?.addresses ?? [],
  );
  const answer = endpoint.mode === 'dnsrr' ? own : here.addresses;
  return [
    { name: endpoint.name, kind: 'service', addresses: answer },
    ...(here.aliases ?? []).map((name) => ({ name, kind: 'alias', addresses: answer }) as const),
    { name: `tasks.${endpoint.name}`, kind: 'tasks', addresses: own },
  ];
}

function mapNetwork(network: Network): MapNetwork {
  const { id, name, driver, scope, internal, attachable, ingress, encrypted } = network;
  const subnets = network.subnets.map(({ subnet }) => subnet);
  const hasNames = !ingress && driver !== 'host' && driver !== 'null' && !withoutNames.has(name);
  return { ...{ id, name, driver, scope, subnets, internal, attachable, ingress, encrypted, hasNames } };
}

const withoutNames: ReadonlySet<string> = new Set(['bridge', 'docker_gwbridge', 'nat']);

function containerEndpoint(container: Container, byName: ReadonlyMap<string, string>): MapEndpoint {
  const group = container.stack ?? container.composeProject;
  const attachments = container.networks.flatMap((one): MapAttachment[] => {
    // A container that was just made knows its network by name only.
    const networkId = one.networkId ?? byName.get(one.name);
    if (networkId === undefined) return [];
    const addresses = [one.ipv4, one.ipv6].flatMap((address) => address ?? []);
    return [
      {
        ...{ networkId, addresses },
        ...(one.aliases.length > 0 ? { aliases: one.aliases } : {}),
        ...(one.mac === undefined ? {} : { mac: one.mac }),
      },
    ];
  });
  const health = container.health === 'healthy' || container.health === 'unhealthy' ? container.health : undefined;
  return {
    ...{ key: `container:${container.id}`, kind: 'container', id: container.id, name: container.name },
    ...(group === undefined ? {} : { group }),
    state: health ?? container.state,
    attachments: sorted(attachments),
    ports: [
      ...new Set(
        container.ports.map(({ publicPort, privatePort, protocol }) =>
          publicPort === undefined ? `${privatePort}/${protocol}` : `${publicPort}→${privatePort}/${protocol}`,
        ),
      ),
    ],
  };
}

function serviceEndpoint(
  service: Service,
  tasks: ReadonlyMap<string, readonly MapTask[]> | undefined,
  containers: ReadonlyMap<string, Container>,
): MapEndpoint {
  const vips = new Map(service.virtualIps.map((ip) => [ip.networkId, ip.address]));
  const ids = [...new Set([...service.networkIds, ...vips.keys()])];
  const own = tasks?.get(service.id) ?? [];
  const running = own.filter((task) => task.running).length;
  return {
    ...{ key: `service:${service.id}`, kind: 'service', id: service.id, name: service.name },
    ...(service.stack === undefined ? {} : { group: service.stack }),
    state: tasks ? `${running}/${service.replicas ?? own.length} running` : 'tasks unknown',
    mode: service.endpointMode === 'dnsrr' ? 'dnsrr' : 'vip',
    attachments: sorted(
      ids.map((networkId) => {
        const address = vips.get(networkId);
        const aliases = service.networkAliases?.[networkId] ?? [];
        return { networkId, addresses: address === undefined ? [] : [address], aliases };
      }),
    ),
    ports: service.ports.map(
      ({ publishedPort, targetPort, protocol, mode }) =>
        `${publishedPort ?? '?'}→${targetPort}/${protocol}${mode === 'host' ? ' on its node' : ''}`,
    ),
    ...(tasks
      ? { tasks: own.slice(0, mostTasks).map((task) => withMac(task, containers)), taskCount: own.length }
      : {}),
  };
}

function tasksByService(
  tasks: Iterable<Task>,
  nodes: Iterable<SwarmNode> | undefined,
  order: Order,
): ReadonlyMap<string, readonly MapTask[]> {
  const names = new Map([...(nodes ?? [])].map(({ id, name }) => [id, name]));
  const found = new Map<string, MapTask[]>();
  for (const task of tasks) {
    if (task.desiredState !== 'running') continue;
    const node = task.nodeId === undefined ? undefined : (names.get(task.nodeId) ?? task.nodeId.slice(0, 12));
    const list = found.get(task.serviceId) ?? [];
    found.set(task.serviceId, list);
    list.push({
      ...{ id: task.id, name: task.name, running: task.state === 'running' },
      ...(node === undefined ? {} : { node }),
      ...(task.containerId === undefined ? {} : { containerId: task.containerId }),
      attachments: sorted(task.attachments ?? []),
    });
  }
  for (const list of found.values()) list.sort(order);
  return found;
}

/** Only the engine of a task's node knows its hardware address. */
function withMac(task: MapTask, containers: ReadonlyMap<string, Container>): MapTask {
  const container = task.containerId === undefined ? undefined : containers.get(task.containerId);
  if (!container) return task;
  const attachments = task.attachments.map((one) => {
    const mac = container.networks.find((on) => on.networkId === one.networkId)?.mac;
    return mac === undefined ? one : { ...one, mac };
  });
  return { ...task, attachments };
}

function sorted(attachments: readonly MapAttachment[]): readonly MapAttachment[] {
  return [...attachments].sort((a, b) => (a.networkId < b.networkId ? -1 : 1));
}

type Order = (
  a: { readonly name: string; readonly id: string },
  b: { readonly name: string; readonly id: string },
) => number;

/** As people count: `web-2` before `web-10`. Making a collator is slow, so there is one per picture. */
function nameOrder(): Order {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return (a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}
