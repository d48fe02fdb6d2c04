// What one engine event means for the picture: what it says itself, and what must be read again to be sure.

import type { Container, Health } from '../model/container';
import type { EngineEvent } from '../model/engineEvent';
import type { EngineObject, ObjectKind, ObjectOf } from '../model/objects';
import type { SwarmNode } from '../model/swarmNode';
import type { TaskHint } from './taskRounds';

/**
 * The actions to ask the engine for. It filters them itself, so that the `exec_*` events of health probes, `attach`, `top`,
 * `resize`, `mount` and the like never reach us. `remove` is also Podman's word for `destroy`.
 */
export const watchedActions: readonly string[] = [
  // These change nothing in the picture, but tell a history why something did.
  ...['kill', 'stop', 'restart', 'prune', 'push', 'save'],
  ...['create', 'start', 'die', 'oom', 'pause', 'unpause', 'rename', 'update', 'health_status', 'destroy', 'remove'],
  ...['connect', 'disconnect'],
  ...['pull', 'load', 'import', 'tag', 'untag', 'delete', 'commit'],
  ...['enable', 'disable', 'install', 'upgrade'],
  'reload',
];

export interface ObjectKey {
  readonly kind: ObjectKind;
  readonly id: string;
}

export interface Consequences {
  /** The object as the event itself says it is now; it is right at once, where the engine's list lags. */
  readonly patched?: EngineObject;
  readonly removed?: ObjectKey;
  readonly inspect?: ObjectKey;
  /** Tasks are about to move, and whose. */
  readonly tasks?: TaskHint;
  /** The engine's own place in the swarm may have changed. */
  readonly info?: boolean;
}

export type LookUp = <K extends ObjectKind>(kind: K, id: string) => ObjectOf[K] | undefined;

const nothing: Consequences = {};

/** Pure; costs the same however large the cluster is. */
export function consequencesOf(event: EngineEvent, lookUp: LookUp): Consequences {
  if (event.id === '' && event.type !== 'daemon') return nothing;
  switch (event.type) {
    case 'container':
      return ofContainer(event, lookUp('container', event.id));
    case 'image':
      return ofImage(event);
    case 'volume':
      return ofSimple(event, 'volume', ['create']);
    case 'network':
      return ofNetwork(event, lookUp);
    case 'plugin':
      return ofSimple(event, 'plugin', ['create', 'pull', 'install', 'enable', 'disable', 'upgrade']);
    case 'service':
      return { ...ofSimple(event, 'service', ['create', 'update']), tasks: { serviceId: event.id } };
    case 'node':
      return ofNode(event, lookUp('node', event.id));
    case 'secret':
      return ofSimple(event, 'secret', ['create', 'update']);
    case 'config':
      return ofSimple(event, 'config', ['create', 'update']);
    case 'daemon':
      return event.action === 'reload' ? { info: true } : nothing;
    default:
      return nothing;
  }
}

function ofContainer(event: EngineEvent, known: Container | undefined): Consequences {
  const key: ObjectKey = { kind: 'container', id: event.id };
  const ofTask = 'com.docker.swarm.task.id' in event.attributes;
  const serviceId = event.attributes['com.docker.swarm.service.id'];
  const tasks = ofTask ? { tasks: serviceId ? { serviceId } : {} } : {};
  if (event.action === 'destroy' || event.action === 'remove') return { removed: key, ...tasks };
  if (event.action === 'commit') {
    const image = event.attributes.imageID;
    return image ? { inspect: { kind: 'image', id: image } } : nothing;
  }
  if (!isContainerAction(event.action)) return nothing;
  const change = known && containerChange(event, known);
  return { ...(known && change ? { patched: { ...known, ...change } } : {}), inspect: key, ...tasks };
}

const containerActions = [
  'create',
  'start',
  'die',
  'oom',
  'pause',
  'unpause',
  'rename',
  'update',
  'health_status',
] as const;

function isContainerAction(action: string): action is (typeof containerActions)[number] {
  return (containerActions as readonly string[]).includes(action);
}

function containerChange(event: EngineEvent, known: Container): Partial<Container> | undefined {
  const since = isoOfNano(event.timeNano);
  const at = since === undefined ? {} : { since };
  switch (event.action) {
    case 'start':
      // A configured health check begins anew; the list and inspect say `none` where there is no such check.
      return { state: 'running', ...at, ...(known.health === 'none' ? {} : { health: 'starting' }) };
    case 'die': {
      const exitCode = Number.parseInt(event.attributes.exitCode ?? '', 10);
      return { state: 'exited', ...at, ...(Number.isNaN(exitCode) ? {} : { exitCode }) };
    }
    case 'pause':
      return { state: 'paused' };
    case 'unpause':
      return { state: 'running' };
    case 'oom':
      return { oomKilled: true };
    case 'rename': {
      const name = (event.attributes.name ?? event.name ?? '').replace(/^\//, '');
      return name === '' ? undefined : { name };
    }
    case 'health_status':
      return isHealth(event.detail) ? { health: event.detail } : undefined;
    default:
      return undefined;
  }
}

function isHealth(word: string | undefined): word is Health {
  return word === 'healthy' || word === 'unhealthy' || word === 'starting';
}

function ofImage(event: EngineEvent): Consequences {
  const key: ObjectKey = { kind: 'image', id: event.id };
  if (event.action === 'delete') return { removed: key };
  return ['create', 'pull', 'load', 'import', 'tag', 'untag'].includes(event.action) ? { inspect: key } : nothing;
}

function ofNetwork(event: EngineEvent, lookUp: LookUp): Consequences {
  const key: ObjectKey = { kind: 'network', id: event.id };
  switch (event.action) {
    case 'connect':
    case 'disconnect': {
      // Attachments stand in the container.
      const container = event.attributes.container;
      return container ? { inspect: { kind: 'container', id: container } } : nothing;
    }
    case 'create':
    case 'update':
      return { inspect: key, info: isSwarmPlumbing(event) };
    case 'destroy':
    case 'remove':
      // An overlay network leaves a node with its last task there, and still is in the swarm: only inspect knows.
      return lookUp('network', event.id)?.scope === 'swarm'
        ? { inspect: key, info: isSwarmPlumbing(event) }
        : { removed: key, info: isSwarmPlumbing(event) };
    default:
      return nothing;
  }
}

/** The engine makes these two when it enters a swarm, for which it has no event of its own. */
function isSwarmPlumbing(event: EngineEvent): boolean {
  const name = event.attributes.name ?? event.name;
  return name === 'docker_gwbridge' || name === 'ingress';
}

function ofNode(event: EngineEvent, known: SwarmNode | undefined): Consequences {
  const { attributes } = event;
  const base = ofSimple(event, 'node', ['create', 'update']);
  const info =
    event.action !== 'update' || ['role.new', 'leader.new', 'reachability.new'].some((name) => name in attributes);
  const tasks: TaskHint = { nodeId: event.id };
  if (!known || event.action !== 'update') return { ...base, tasks, info };
  const change: Partial<SwarmNode> = {
    ...(isOneOf(attributes['state.new'], ['ready', 'down', 'disconnected', 'unknown'] as const, 'state') ?? {}),
    ...(isOneOf(attributes['availability.new'], ['active', 'pause', 'drain'] as const, 'availability') ?? {}),
    ...(isOneOf(attributes['role.new'], ['manager', 'worker'] as const, 'role') ?? {}),
  };
  return { ...base, patched: { ...known, ...change }, tasks, info };
}

function isOneOf<T extends string, N extends string>(
  word: string | undefined,
  words: readonly T[],
  name: N,
): { readonly [name in N]: T } | undefined {
  const found = words.find((candidate) => candidate === word);
  return found === undefined ? undefined : ({ [name]: found } as { readonly [name in N]: T });
}

function ofSimple(event: EngineEvent, kind: ObjectKind, changing: readonly string[]): Consequences {
  const key: ObjectKey = { kind, id: event.id };
  if (event.action === 'destroy' || event.action === 'remove') return { removed: key };
  return changing.includes(event.action) ? { inspect: key } : nothing;
}

function isoOfNano(timeNano: string): string | undefined {
  if (!/^\d{10,20}$/.test(timeNano)) return undefined;
  return new Date(Number(timeNano.slice(0, -6))).toISOString();
}
