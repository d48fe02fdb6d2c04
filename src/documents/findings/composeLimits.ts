// Findings about limits, signals and mounts → their places in a compose file.

import type { ComposeMount } from '../compose/composeFacts';
import type { ComposeNode } from '../compose/composeTree';
import { bytesOf, nanoseconds } from '../compose/quantities';
import { nodeAt } from '../compose/treeValues';
import {
  addServiceKey,
  type ComposePlacer,
  type ComposeSpot,
  firstAt,
  numberIn,
  replaceValue,
  textIn,
} from './composeSpot';
import { edit, type Place } from './place';
import { addKey } from './yamlEdits';

const mebibyte = 1024 * 1024;
const memoryKeys = [['deploy', 'resources', 'limits', 'memory'], ['mem_limit']];

/** The limit at which the kernel killed: the one that stands in the file, if it is still the same. */
export const memoryLimit: ComposePlacer = (spot) => {
  const reached = bytesOf((textIn(spot, 'limit') ?? '').replace(/^ ?of /, ''));
  return raiseMemory(spot, (bytes) => reached === undefined || Math.abs(bytes - reached) < reached / 20);
};

/** So small that not even the start succeeds: a few megabytes. */
export const memoryForStart: ComposePlacer = (spot) => raiseMemory(spot, (bytes) => bytes <= 16 * mebibyte);

function raiseMemory(spot: ComposeSpot, suits: (bytes: number) => boolean): Place | undefined {
  return replaceValue(
    spot,
    memoryKeys,
    (value) => suits(bytesOf(value) ?? Number.NaN),
    (next) => `Raise the memory limit to ${next}`,
    (value) => `${Math.max(64, Math.ceil((2 * (bytesOf(value) ?? 0)) / mebibyte))}M`,
  );
}

export const pidsLimit: ComposePlacer = (spot) => {
  const reached = numberIn(spot, 'limit');
  return replaceValue(
    spot,
    [['deploy', 'resources', 'limits', 'pids'], ['pids_limit']],
    (value) => Number(value) === reached,
    (next) => `Raise the limit on processes to ${next}`,
    (value) => String(Math.max(128, 2 * Number(value))),
  );
};

export const cpuLimit: ComposePlacer = (spot) => {
  const reached = numberIn(spot, 'cores');
  return replaceValue(
    spot,
    [['deploy', 'resources', 'limits', 'cpus'], ['cpus']],
    (value) => reached !== undefined && Math.abs(Number(value) - reached) < 0.02,
    (next) => `Raise the CPU limit to ${next}`,
    (value) => String(Math.max(0.5, Math.round(2 * Number(value) * 100) / 100)),
  );
};

export const openFilesLimit: ComposePlacer = (spot) => {
  const reached = numberIn(spot, 'limit');
  return replaceValue(
    spot,
    [
      ['ulimits', 'nofile', 'soft'],
      ['ulimits', 'nofile'],
    ],
    (value) => reached !== undefined && Number(value) === reached,
    (next) => `Raise the limit on open files to ${next}`,
    // A soft limit cannot exceed the hard one.
    (value) => {
      const hard = nodeAt(spot.service.tree, 'ulimits', 'nofile', 'hard');
      const most = hard?.type === 'scalar' ? Number(hard.value) : Number.POSITIVE_INFINITY;
      const next = Math.min(most, Math.max(1024, 16 * Number(value)));
      return next > Number(value) ? String(next) : undefined;
    },
  );
};

/** The first process gets no SIGTERM it would heed: an init of Docker's own hands it on, unless a shell stands between. */
export const signals: ComposePlacer = (spot) => {
  if (spot.data.shell === true) {
    const found = firstAt(spot, ['command'], ['entrypoint']);
    return found && { range: found.keyRange, fixes: [] };
  }
  if (spot.service.keys.has('init')) return undefined;
  return addServiceKey(spot, 'Let Docker’s own init be the first process (init: true)', ['init: true']);
};

export const replicasZero: ComposePlacer = (spot) =>
  replaceValue(
    spot,
    [['deploy', 'replicas'], ['scale']],
    (value) => Number(value) === 0,
    () => 'Run one replica',
    () => '1',
  );

/** A path of the host that is not there, or not of the right kind. */
export const bindSource: ComposePlacer = (spot) => {
  const path = textIn(spot, 'path') ?? textIn(spot, 'source');
  const mount = spot.service.mounts.find(
    (one) => one.type === 'bind' && path !== undefined && samePath(spot, one.source, path),
  );
  return mount && { range: mount.range, fixes: makeSource(spot, mount) };
};

export const mountTarget: ComposePlacer = (spot) => {
  const target = textIn(spot, 'target');
  const mount = spot.service.mounts.find((one) => one.target.replace(/(?<=.)\/+$/, '') === target);
  return mount && { range: mount.range, fixes: [] };
};

/** The long form of Compose refuses a path that is not there unless told to make it; a stack has no such key. */
function makeSource(spot: ComposeSpot, mount: ComposeMount): Place['fixes'] {
  const list = nodeAt(spot.service.tree, 'volumes');
  const node: ComposeNode | undefined =
    list?.type === 'list' ? list.items.find((item) => item.range === mount.range) : undefined;
  if (spot.isStack || node?.type !== 'map' || node.entries.has('bind')) return [];
  return edit(
    'Let Docker make the folder on the host (create_host_path)',
    addKey(spot.yaml, node, ['bind:', '  create_host_path: true']),
  );
}

function samePath({ folder }: ComposeSpot, written: string | undefined, path: string): boolean {
  if (written === undefined) return false;
  const absolute = /^\.{1,2}(?:\/|$)/.test(written) ? `${folder}/${written}` : written;
  return normal(absolute) === normal(path);
}

/** Without `.`, `..` and doubled slashes. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** How long in seconds; undefined where it is no duration. */
export function secondsOf(text: string): number | undefined {
  const found = nanoseconds(text);
  return found === undefined ? undefined : found / 1e9;
}
