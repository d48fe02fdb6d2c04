// A swarm in memory that does at once what it is told, and cancels an operation at any of its calls.

import type { Call, Engine, JsonObject } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { nodeRecord } from '../../src/engine/records/nodeRecord';
import { serviceRecord } from '../../src/engine/records/serviceRecord';
import type { Container } from '../../src/model/container';
import type { Network } from '../../src/model/network';
import type { FileMeta } from '../../src/model/secret';
import type { Service } from '../../src/model/service';
import type { SwarmNode } from '../../src/model/swarmNode';
import type { Task } from '../../src/model/task';
import { container, engineInfo, task } from '../cluster/objects';

/** Where the cancel falls: before the engine has heard of the call, after it has done it, or with its answer in hand. */
export type CutHow = 'before' | 'lost' | 'after';

interface Written {
  spec: JsonObject;
  previous?: JsonObject;
  version: number;
}

interface World {
  role: 'none' | 'worker' | 'manager' | 'locked' | 'error';
  nodes: Record<string, Written>;
  services: Record<string, Written>;
  files: Record<string, FileMeta>;
  networks: Record<string, Network>;
  containers: Record<string, Container>;
  keys: Record<string, string>;
  leaderless: boolean;
}

export interface FakeSwarm {
  readonly engine: Engine;
  readonly world: World;
  nodes(): SwarmNode[];
  services(): Service[];
  tasks(): Task[];
  /** What a person would call its state: without versions, ids of what was made, and the names of tasks. */
  state(): string;
  /** How often the engine was asked. */
  readonly calls: () => number;
  /** Cancels at that call, counted from 1. Its state at that moment is `stateWhenCut`. */
  cutAt(call: number, how: CutHow, cancel: AbortController): void;
  readonly stateWhenCut: () => string | undefined;
}

export function fakeSwarm(change: Partial<World> = {}): FakeSwarm {
  const world: World = { ...freshWorld(), ...change };
  let calls = 0;
  let made = 0;
  let cut: { at: number; how: CutHow; cancel: AbortController } | undefined;
  let whenCut: string | undefined;

  const cancelled = () => new EngineError({ reason: 'cancelled', engine: 'lab', message: 'Cancelled.' });
  /** As the real one, it sends nothing for a signal that has fired. */
  async function ask<T>(call: Call | undefined, apply: () => T): Promise<T> {
    if (call?.signal?.aborted) throw cancelled();
    calls += 1;
    const own = calls;
    await Promise.resolve();
    // Calls made at once with the one that was cut end with it.
    if (call?.signal?.aborted) throw cancelled();
    if (own !== cut?.at) return apply();
    const { how, cancel } = cut;
    const stop = () => {
      whenCut = state();
      cancel.abort(new DOMException('Cancelled', 'AbortError'));
    };
    if (how === 'after') {
      try {
        return apply();
      } finally {
        stop();
      }
    }
    try {
      if (how === 'lost') apply();
    } catch {
      // Nobody hears that it failed.
    }
    stop();
    throw cancelled();
  }
  const gone = (what: string) => new EngineError({ reason: 'notFound', engine: 'lab', message: `no such ${what}` });
  const at = <T>(all: Record<string, T>, id: string, what: string): T => {
    const found = all[id];
    if (found === undefined) throw gone(what);
    return found;
  };
  const id = () => `made${++made}`;
  const writtenIn = (kind: 'service' | 'node') => (kind === 'service' ? world.services : world.nodes);
  const write = (kind: 'service' | 'node', { id: of, version }: { id: string; version: number }, spec: JsonObject) => {
    const now = at(writtenIn(kind), of, kind);
    if (now.version !== version)
      throw new EngineError({ reason: 'conflict', engine: 'lab', message: 'out of sequence' });
    writtenIn(kind)[of] = { spec, previous: now.spec, version: version + 1 };
  };

  const nodes = () => Object.entries(world.nodes).map(([of, one]) => value(nodeRecord(rawNode(of, one))));
  const services = () => Object.entries(world.services).map(([of, one]) => value(serviceRecord(rawService(of, one))));
  const tasks = () => {
    const places = nodes().filter(({ availability }) => availability === 'active');
    return services().flatMap((service) =>
      Array.from({ length: service.replicas ?? 1 }, (_, index) => {
        const place = places[index % places.length];
        const template = JSON.stringify(world.services[service.id]?.spec.TaskTemplate);
        return task(`${service.id}.${index + 1}.${template}@${place?.id}`, {
          ...{ name: `${service.name}.${index + 1}`, serviceId: service.id, slot: index + 1 },
          ...(place ? { nodeId: place.id } : { state: 'pending' as const }),
        });
      }),
    );
  };
  const listed = {
    node: nodes,
    service: services,
    task: tasks,
    network: () => Object.values(world.networks),
    container: () => Object.values(world.containers),
    secret: () => Object.values(world.files).filter(({ kind }) => kind === 'secret'),
    config: () => Object.values(world.files).filter(({ kind }) => kind === 'config'),
  };
  type Kind = keyof typeof listed;

  function state(): string {
    const specs = (all: Record<string, Written>) => Object.values(all).map(({ spec }) => spec);
    const names = (all: Record<string, { readonly name: string }>) =>
      Object.values(all)
        .map(({ name }) => name)
        .sort();
    const { role, leaderless, keys, containers } = world;
    return JSON.stringify([
      ...[role, leaderless, keys, specs(world.nodes), specs(world.services), names(world.files), names(world.networks)],
      Object.values(containers).map(({ networks }) => networks.map(({ name }) => name)),
      // To swarm an empty list says the same as none.
    ]).replaceAll(',"Networks":[]', '');
  }

  const swarm: Engine['swarm'] = {
    read: (kind, of, call) =>
      ask(call, () => {
        const { spec, version } = at(writtenIn(kind), of, kind);
        return { id: of, name: String(spec.Name), version, spec: structuredClone(spec) };
      }),
    updateService: (read, spec, { rollback } = {}, call) =>
      ask(call, () => {
        write('service', read, rollback ? (at(world.services, read.id, 'service').previous ?? spec) : spec);
        return [];
      }),
    createService: (spec, call) =>
      ask(call, () => {
        const of = id();
        world.services[of] = { spec, version: 1 };
        return { id: of, warnings: [] };
      }),
    updateNode: (read, spec, call) => ask(call, () => write('node', read, spec)),
    removeService: (of, call) => ask(call, () => remove(world.services, of)),
    removeNode: (of, _options, call) => ask(call, () => remove(world.nodes, of)),
    readFile: (_kind, of, call) => ask(call, () => ({ ...at(world.files, of, 'secret'), labels: {} })),
    createFile: (kind, spec, _value, call) =>
      ask(call, () => {
        const of = id();
        world.files[of] = { kind, id: of, name: spec.name, version: 1, labels: spec.labels };
        return of;
      }),
    removeFile: (_kind, of, call) => ask(call, () => remove(world.files, of)),
  };
  const be = (role: World['role']) => {
    world.role = role;
  };
  const swarmLife: Engine['swarmLife'] = {
    inspect: (call) => ask(call, () => ({})),
    joinTokens: (call) => ask(call, () => ({ worker: world.keys.worker ?? '', manager: world.keys.manager ?? '' })),
    unlockKey: (call) => ask(call, () => world.keys.unlockKey),
    read: (call) =>
      ask(call, () => {
        if (world.leaderless) throw new EngineError({ reason: 'noLeader', engine: 'lab', message: 'no leader' });
        return { id: 'swarm', name: 'default', version: 1, spec: {} };
      }),
    update: (_read, _spec, rotate, call) =>
      ask(call, () => {
        if (rotate) world.keys[rotate] = `${world.keys[rotate]}+`;
      }),
    init: (_options, call) =>
      ask(call, () => {
        Object.assign(world, { role: 'manager', leaderless: false });
        return 'n1';
      }),
    join: (_options, call) => ask(call, () => be('worker')),
    leave: (_options, call) => ask(call, () => be('none')),
    unlock: (_key, call) => ask(call, () => be('manager')),
  };
  const attached = (of: string, change: (names: string[]) => string[]) => {
    const one = at(world.containers, of, 'container');
    const networks = change(one.networks.map(({ name }) => name)).map(attachment);
    world.containers[of] = { ...one, networks };
  };
  const nameOf = (network: string) => at(world.networks, network, 'network').name;
  const networks: Engine['networks'] = {
    create: (spec, call) =>
      ask(call, () => {
        const of = id();
        world.networks[of] = network(spec.name, { id: of, driver: spec.driver });
        return of;
      }),
    connect: (of, member, _how, call) => ask(call, () => attached(member, (names) => [...names, nameOf(of)])),
    disconnect: (of, member, _options, call) =>
      ask(call, () => attached(member, (names) => names.filter((name) => name !== nameOf(of)))),
  };
  const get = (kind: Kind, of: string) => {
    const found = (listed[kind]() as readonly { id: string; name: string }[]).find(
      (one) => one.id === of || one.name === of,
    );
    if (!found) throw gone(kind);
    return { ok: true, value: found };
  };
  const engine = {
    ...{ label: 'lab', swarm, swarmLife, networks },
    info: (call?: Call) => ask(call, () => engineInfo({ swarm: { role: role(), nodeId: 'n1', remoteManagers: [] } })),
    list: (kind: Kind, call?: Call) => ask(call, () => ({ items: listed[kind](), unreadable: [] })),
    get: (kind: Kind, of: string, call?: Call) => ask(call, () => get(kind, of)),
    inspect: (kind: Kind, of: string, call?: Call) => ask(call, () => get(kind, of).value),
    tasksOf: ({ services: of, taskIds }: { services: string[]; taskIds: string[] }, call?: Call) =>
      ask(call, () => ({
        items: tasks().filter((one) => of.includes(one.serviceId) || taskIds.includes(one.id)),
        unreadable: [],
      })),
    remove: (_kind: string, of: string, _options: unknown, call?: Call) => ask(call, () => remove(world.networks, of)),
  } as unknown as Engine;
  /** An engine knows what it is in its swarm by what its managers have made of it. */
  const role = () => {
    if (world.role !== 'manager') return world.role;
    return world.nodes.n1?.spec.Role === 'worker' ? ('worker' as const) : ('manager' as const);
  };
  function remove(all: Record<string, unknown>, of: string): void {
    at(all, of, 'object');
    delete all[of];
  }
  return {
    ...{ engine, world, nodes, services, tasks, state },
    calls: () => calls,
    cutAt: (call, how, cancel) => {
      cut = { at: call, how, cancel };
    },
    stateWhenCut: () => whenCut,
  };
}

export function network(name: string, more: Partial<Network> = {}): Network {
  return {
    ...{
      kind: 'network',
      id: `id-${name}`,
      name,
      driver: 'overlay',
      scope: 'swarm',
      internal: false,
      attachable: true,
    },
    ...{ ingress: false, encrypted: false, labels: {}, options: {}, subnets: [{ subnet: '10.9.0.0/24' }] },
    ...more,
  };
}

function attachment(name: string): Container['networks'][number] {
  return { name, networkId: `id-${name}`, aliases: [] };
}

/** Three managers and a worker, two services that share a secret, a network that nobody uses, and a container. */
function freshWorld(): World {
  const node = (name: string, Role: string): Written => ({
    spec: { Name: name, Role, Availability: 'active', Labels: { zone: 'a' } },
    version: 1,
  });
  const service = (name: string): Written => ({
    spec: {
      ...{ Name: name, Labels: { 'com.docker.stack.namespace': 'shop' }, Mode: { Replicated: { Replicas: 2 } } },
      TaskTemplate: {
        ContainerSpec: {
          Image: 'busybox:1',
          Secrets: [{ SecretID: 'key', SecretName: 'key', File: { Name: 'key', UID: '0', GID: '0', Mode: 292 } }],
        },
      },
    },
    previous: {
      Name: name,
      TaskTemplate: { ContainerSpec: { Image: 'busybox:0' } },
      Mode: { Replicated: { Replicas: 2 } },
    },
    version: 1,
  });
  const secret = (name: string): FileMeta => ({ kind: 'secret', id: name, name, version: 1, labels: {} });
  return {
    ...{ role: 'manager', leaderless: false, keys: { worker: 'w', manager: 'm', unlockKey: 'u' } },
    nodes: {
      n1: node('n1', 'manager'),
      n2: node('n2', 'manager'),
      n3: node('n3', 'manager'),
      n4: node('n4', 'worker'),
    },
    services: { api: service('shop_api'), web: service('shop_web') },
    files: { key: secret('key'), other: secret('other') },
    networks: {
      'id-old': network('old'),
      'id-back': network('back'),
      'id-shop_net': network('shop_net', { stack: 'shop' }),
    },
    containers: { c1: container('c1', { networks: [attachment('old')] }) },
  };
}

function rawNode(id: string, { spec, version }: Written): JsonObject {
  return {
    ...{ ID: id, Version: { Index: version }, Spec: spec },
    ...{ Description: { Hostname: id }, Status: { State: 'ready' } },
    ...(spec.Role === 'manager' ? { ManagerStatus: { Reachability: 'reachable', Leader: id === 'n1' } } : {}),
  };
}

function rawService(id: string, { spec, previous, version }: Written): JsonObject {
  return { ID: id, Version: { Index: version }, Spec: spec, ...(previous ? { PreviousSpec: previous } : {}) };
}

function value<T>(read: { ok: true; value: T } | { ok: false }): T {
  if (!read.ok) throw new Error('The fake swarm holds something that cannot be read.');
  return read.value;
}
