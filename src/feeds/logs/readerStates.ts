// Many readers, one state: what a panel says of all that it follows.

import type { Cluster } from '../../cluster/cluster';
import type { Gap } from '../../model/gap';
import { isSwarmKind, type ObjectKind } from '../../model/objects';
import { hasEnded } from '../../model/taskHistory';
import type { LogsEmpty, LogsState } from '../../protocol/logs';
import type { PanelTarget } from '../../protocol/panel';
import type { LogWriter } from './logWriters';
import type { NodeEngines } from './nodeEngines';

export interface ReaderState {
  readonly name: string;
  readonly node?: string;
  readonly state: LogsState;
  readonly empty?: LogsEmpty;
}

export interface WholeState {
  readonly state: LogsState;
  readonly empty?: LogsEmpty;
  /** Those that cannot be read, while others can. */
  readonly gaps: readonly Gap[];
}

/** At least one reader. What is followed counts before what is awaited, and that before what has ended. */
export function wholeState(readers: readonly ReaderState[]): WholeState {
  const [only] = readers;
  if (only && readers.length === 1) {
    return { state: only.state, ...(only.empty ? { empty: only.empty } : {}), gaps: [] };
  }
  const failed = readers.flatMap(({ name, node, state }): Gap[] => {
    if (state.type !== 'failed') return [];
    const message = state.message.includes(name) ? state.message : `${name}: ${state.message}`;
    return [{ part: 'logs', reason: 'unreadable', message, ...(node === undefined ? {} : { node }) }];
  });
  const following = readers.filter(({ state }) => state.type === 'following').length;
  if (following > 0) {
    const why = `None of the ${readers.length} containers and tasks has written anything yet.`;
    return {
      state: { type: 'following' },
      empty: { why, next: 'New output appears here by itself.' },
      gaps: failed.slice(0, mostGaps),
    };
  }
  const loading = readers.find(({ state }) => state.type === 'loading');
  if (loading) return { state: loading.state, gaps: [] };
  if (failed.length === readers.length && only) return { state: only.state, gaps: failed.slice(1, mostGaps) };
  const waiting = readers.some(({ state }) => state.type === 'ended' && state.waiting);
  const message = `None of the ${readers.length} containers and tasks runs.`;
  return {
    state: { type: 'ended', message, waiting },
    empty: { why: 'They ended without writing anything.', next: 'Their exit codes are in Inspect.' },
    gaps: failed.slice(0, mostGaps),
  };
}

/** Why nothing is read at all: what is wanted is gone, has not begun, or cannot be seen from here. */
export function nothingToRead(
  cluster: Cluster,
  targets: readonly PanelTarget[],
  wanted: readonly LogWriter[],
  nodes: Pick<NodeEngines, 'way'>,
): WholeState {
  const [target] = targets;
  for (const { nodeId, alive } of wanted) {
    if (!alive || nodeId === undefined || nodeId === cluster.info?.swarm.nodeId) continue;
    if (nodes.way(nodeId).type !== 'trying') continue;
    const node = cluster.get('node', nodeId)?.name ?? nodeId;
    return { state: { type: 'loading', awaiting: `Waiting for the engine of node ${node}` }, gaps: [] };
  }
  const task = wanted.find((writer) => writer.task && !hasEnded(writer.task))?.task;
  if (task) {
    const why = `${task.name} has no container yet: it is ${task.state}.`;
    return { state: { type: 'following' }, empty: { why, next: 'Its output appears here by itself.' }, gaps: [] };
  }
  if (wanted.length > 0) {
    const message = wanted.length === 1 ? `${wanted[0]?.name} has ended.` : `None of the ${wanted.length} tasks runs.`;
    const why = 'Their containers are gone, and their logs with them.';
    return { state: { type: 'ended', message, waiting: true }, empty: { why }, gaps: [] };
  }
  if (targets.length === 1 && target) return nothingOf(cluster, target);
  const why = 'Nothing of what was chosen has a container.';
  return { state: { type: 'ended', message: why, waiting: true }, empty: { why }, gaps: [] };
}

function nothingOf(cluster: Cluster, { kind, id, name }: PanelTarget): WholeState {
  if (kind === 'container' || kind === 'task') {
    const message = kind === 'container' ? `${name} was removed.` : `${name} is no longer listed.`;
    return { state: { type: 'ended', message, waiting: kind === 'container' }, gaps: [] };
  }
  const own = kind === 'service' || kind === 'node' ? kind : undefined;
  if (own && cluster.all(own as ObjectKind) && !cluster.get(own, id)) {
    return { state: { type: 'ended', message: `${name} was removed.`, waiting: false }, gaps: [] };
  }
  if (own && isSwarmKind(own) && !cluster.all('task')) {
    const message = `The tasks of ${name} are not known here.`;
    return { state: { type: 'failed', message, next: 'Connect to a manager of the swarm.' }, gaps: [] };
  }
  const why = `${name} has no container and no task.`;
  return {
    state: { type: 'following' },
    empty: { why, next: 'The output of the next one appears here by itself.' },
    gaps: [],
  };
}

/** A bar that names hundreds is read by nobody. */
const mostGaps = 10;
