// GET /containers/json and GET /containers/{id}/json → Container.

import type { Container, ContainerNetwork, ContainerState, Health, Mount } from '../../model/container';
import type { Read } from '../engine';
import { containerOrigin } from './origin';
import { portsFromInspect, portsFromList } from './ports';
import {
  amount,
  count,
  flag,
  instant,
  isRaw,
  items,
  labels,
  present,
  type Raw,
  raw,
  readObject,
  shortId,
  text,
  texts,
  time,
} from './read';
import { readStatusText } from './statusText';

/** `listedAt`: when the engine answered, epoch milliseconds; the list tells ages, not instants. */
export function containerFromList(value: unknown, listedAt: number, position = 0): Read<Container> {
  return readObject('container', value, position, ['Id', 'ID'], (object, id) => {
    const status = readStatusText(text(object.Status) ?? '');
    const own = labels(object.Labels);
    const state = stateOf(object.State);
    const createdAt = time(object.Created);
    return {
      kind: 'container',
      id,
      name: listName(object.Names) ?? shortId(id),
      image: text(object.Image) ?? '',
      imageId: text(object.ImageID) ?? '',
      // Before API 1.23 the list has no `State`; its sentence has always been there.
      state: state === 'unknown' ? status.state : state,
      health: listHealth(object.Health) ?? status.health,
      ports: portsFromList(object.Ports),
      networks: networks(raw(object.NetworkSettings).Networks),
      mounts: mounts(object.Mounts),
      labels: own,
      ...containerOrigin(own),
      ...present({
        command: command(object.Command),
        createdAt,
        exitCode: status.exitCode,
        since:
          status.state === 'created'
            ? createdAt
            : status.ageMs === undefined
              ? undefined
              : instant(listedAt - status.ageMs),
      }),
    };
  });
}

export function containerFromInspect(value: unknown, position = 0): Read<Container> {
  return readObject('container', value, position, ['Id', 'ID'], (object, id) => {
    const config = raw(object.Config);
    const own = labels(config.Labels);
    const told = raw(object.State);
    const state = stateOf(told.Status) === 'unknown' ? stateFromFlags(told) : stateOf(told.Status);
    const createdAt = time(object.Created);
    return {
      kind: 'container',
      id,
      name: text(withoutSlash(text(object.Name) ?? '')) ?? shortId(id),
      image: text(config.Image) ?? '',
      imageId: text(object.Image) ?? '',
      state,
      health: inspectHealth(told, config),
      ports: portsFromInspect(raw(object.NetworkSettings).Ports),
      networks: networks(raw(object.NetworkSettings).Networks),
      mounts: mounts(object.Mounts),
      labels: own,
      ...containerOrigin(own),
      ...present({
        command: command([object.Path, ...items(object.Args)]),
        createdAt,
        exitCode: exitCode(state, amount(told.ExitCode)),
        oomKilled: flag(told.OOMKilled),
        startError: text(told.Error),
        restartCount: count(object.RestartCount),
        since: since(state, told, createdAt),
      }),
    };
  });
}

// Podman has states of its own; each is nearest to one of Docker's.
const states: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  configured: 'created',
  initialized: 'created',
  running: 'running',
  stopping: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  stopped: 'exited',
  dead: 'dead',
};

function stateOf(value: unknown): ContainerState {
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return Object.hasOwn(states, word) ? (states[word] ?? 'unknown') : 'unknown';
}

/** Engines before API 1.21 have only these flags, no `Status`. */
function stateFromFlags(state: Raw): ContainerState {
  if (state.Paused === true) return 'paused';
  if (state.Restarting === true) return 'restarting';
  if (state.Running === true) return 'running';
  if (state.Dead === true) return 'dead';
  if (state.Running !== false) return 'unknown';
  return time(state.StartedAt) === undefined ? 'created' : 'exited';
}

function healthOf(value: unknown): Health | undefined {
  switch (value) {
    case 'starting':
    case 'healthy':
    case 'unhealthy':
    case 'none':
      return value;
    default:
      return undefined;
  }
}

/** In the list since API 1.52: `Health: { Status, FailingStreak }`. */
function listHealth(value: unknown): Health | undefined {
  return healthOf(raw(value).Status);
}

/** Without a health check there is no `State.Health`; a check of `NONE` switches an image's own check off. */
function inspectHealth(state: Raw, config: Raw): Health {
  const told = healthOf(raw(state.Health).Status);
  if (told) return told;
  // Podman writes an empty word where there is no check.
  if (text(raw(state.Health).Status) !== undefined) return 'unknown';
  const test = items(raw(config.Healthcheck).Test);
  const checked = test.length > 0 && test[0] !== 'NONE';
  // A check that has not begun, as before the first start, has no result yet.
  return checked || Object.keys(state).length === 0 ? 'unknown' : 'none';
}

/** While a container runs the field is 0 whatever came before, and before the first start it is 0 unless that failed. */
function exitCode(state: ContainerState, code: number | undefined): number | undefined {
  if (state === 'exited' || state === 'dead' || state === 'restarting') return code;
  return state === 'created' && code !== 0 ? code : undefined;
}

function since(state: ContainerState, told: Raw, createdAt: string | undefined): string | undefined {
  switch (state) {
    case 'running':
      return time(told.StartedAt);
    case 'exited':
    case 'dead':
    case 'restarting':
      return time(told.FinishedAt);
    case 'created':
      return createdAt;
    case 'paused': // The engine notes no time of the pause.
    case 'removing':
    case 'unknown':
      return undefined;
  }
}

/** A linked container also lists its aliases as `/other/alias`; its own name has one slash. */
function listName(value: unknown): string | undefined {
  const names = texts(value);
  const own = names.find((name) => name.lastIndexOf('/') <= 0) ?? names[0];
  return own === undefined ? undefined : text(withoutSlash(own));
}

function withoutSlash(name: string): string {
  return name.startsWith('/') ? name.slice(1) : name;
}

/** Quoted as moby's list does (daemon/list.go, container/view.go), so that list and inspect tell the same. */
function command(value: unknown): string | undefined {
  if (!Array.isArray(value)) return text(value);
  return text(
    texts(value)
      .map((part, at) => (at > 0 && part.includes(' ') ? `'${part}'` : part))
      .join(' '),
  );
}

function networks(value: unknown): readonly ContainerNetwork[] {
  if (!isRaw(value)) return [];
  return Object.entries(value).map(([name, attached]) => {
    const network = raw(attached);
    return {
      name,
      aliases: texts(network.Aliases),
      ...present({
        networkId: text(network.NetworkID),
        ipv4: text(network.IPAddress),
        ipv6: text(network.GlobalIPv6Address),
        mac: text(network.MacAddress),
      }),
    };
  });
}

function mounts(value: unknown): readonly Mount[] {
  return items(value).flatMap((item) => mountRecord(item) ?? []);
}

/** A mount of a container's `Mounts`, or of a task's spec; undefined where it does not say where it is. */
export function mountRecord(item: unknown): Mount | undefined {
  const mount = raw(item);
  const target = text(mount.Destination) ?? text(mount.Target);
  if (target === undefined) return undefined;
  const name = text(mount.Name);
  return {
    // Before API 1.23 a mount has no type; only volumes have a name.
    type: text(mount.Type) ?? (name === undefined ? 'bind' : 'volume'),
    target,
    readOnly: mount.RW === false || mount.ReadOnly === true,
    ...present({ name, source: text(mount.Source) }),
  };
}
