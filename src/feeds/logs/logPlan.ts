// Decides what is read where: a container from the engine that has it, a task of a node that is not reached through the
// manager, and what is too much not at all, which is said.

import type { Cluster } from '../../cluster/cluster';
import type { Engine, LogSource } from '../../engine/engine';
import type { Gap } from '../../model/gap';
import type { LogWriter } from './logWriters';
import type { NodeWay } from './nodeEngines';

export interface DirectRead {
  readonly writer: LogWriter;
  readonly containerId: string;
  readonly engine: Engine;
  /** Set on another node's engine. */
  readonly nodeId?: string;
}

export interface ManagerRead {
  readonly source: LogSource;
  readonly writers: readonly LogWriter[];
}

export interface LogPlan {
  readonly direct: readonly DirectRead[];
  readonly manager: readonly ManagerRead[];
  readonly gaps: readonly Gap[];
}

export interface PlanContext {
  readonly cluster: Cluster;
  /** The connection in hand. */
  readonly here: Engine;
  way(nodeId: string): NodeWay;
  /** It is being read already: keeps its place where not all have one. */
  isRead(writerId: string): boolean;
}

/** Logs followed at once on one engine: each is a connection, and sshd gives one login ten of them (MaxSessions). */
const mostFollowed = 100;
const mostFollowedOverSsh = 6;
/** Of what has ended, the newest: each is read once. */
const mostEnded = 40;
/** The manager's log of a whole service carries all its tasks; for so few beside those read directly one stream each is less. */
const mostSingle = 3;

export function planReading(context: PlanContext, wanted: readonly LogWriter[]): LogPlan {
  const { cluster, here } = context;
  const gaps: Gap[] = [];
  const followed = new Map<string, number>();
  const direct: DirectRead[] = [];
  const left: LogWriter[] = [];
  const through: LogWriter[] = [];
  const unreached = new Map<string, string>();

  function hasRoom({ alive }: LogWriter, key: string, engine: Engine): boolean {
    if (!alive) return true;
    const count = followed.get(key) ?? 0;
    if (count >= mostOn(engine)) return false;
    followed.set(key, count + 1);
    return true;
  }

  const ended = wanted.filter(({ alive }) => !alive).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const tooOld = new Set(ended.slice(mostEnded).filter(({ id }) => !context.isRead(id)));
  const inTurn = [...wanted].sort((a, b) => Number(context.isRead(b.id)) - Number(context.isRead(a.id)));
  for (const writer of inTurn) {
    if (tooOld.has(writer)) continue;
    const { containerId, nodeId, task } = writer;
    // A task without a container has nothing to say yet.
    if (containerId === undefined) continue;
    if (cluster.get('container', containerId)) {
      if (hasRoom(writer, '', here)) direct.push({ writer, containerId, engine: here });
      else left.push(writer);
      continue;
    }
    if (!task || nodeId === undefined) continue;
    if (nodeId === cluster.info?.swarm.nodeId) {
      // It is gone, or not listed yet, unless containers cannot be listed at all.
      if (!cluster.all('container')) through.push(writer);
      continue;
    }
    const way = context.way(nodeId);
    if (way.type === 'trying') continue;
    if (way.type === 'ready' && hasRoom(writer, nodeId, way.engine)) {
      direct.push({ writer, containerId, engine: way.engine, nodeId });
      continue;
    }
    if (way.type === 'none' && way.why !== undefined && writer.alive) unreached.set(nodeId, way.why);
    through.push(writer);
  }

  for (const [nodeId, why] of unreached) {
    // Of a node that is down it is said what is missing.
    if (cluster.get('node', nodeId)?.state === 'down') continue;
    const node = cluster.get('node', nodeId)?.name ?? nodeId;
    gaps.push({ part: 'logs', node, reason: 'otherNode', message: `This is read through the manager. ${why}` });
  }
  // A task that has no room on its engine still has the manager.
  const alone = left.filter(({ task }) => !task);
  if (alone.length > 0) {
    const message = `${alone.length} containers are not followed, among them ${names(alone)}: at most ${mostOn(here)} are followed at once on one engine. Choose fewer of them.`;
    gaps.push({ part: 'logs', reason: 'tooMany', message });
  }
  if (tooOld.size > 0) {
    const message = `What ${tooOld.size} more containers and tasks wrote before they ended is left out: only the newest ${mostEnded} of those are read. Choose one of them to see it.`;
    gaps.push({ part: 'logs', reason: 'tooMany', message });
  }
  return { direct, manager: managerReads([...through, ...left.filter(({ task }) => task)], direct), gaps };
}

function managerReads(writers: readonly LogWriter[], direct: readonly DirectRead[]): ManagerRead[] {
  const elsewhere = new Set(direct.map(({ writer }) => writer.task?.serviceId));
  const byService = new Map<string, LogWriter[]>();
  for (const writer of writers) {
    const id = writer.task?.serviceId ?? '';
    byService.set(id, [...(byService.get(id) ?? []), writer]);
  }
  return [...byService].flatMap(([id, own]): ManagerRead[] => {
    const single = (elsewhere.has(id) && own.length <= mostSingle) || own.every(({ of }) => of.kind === 'task');
    if (!single) return [{ source: { kind: 'service', id }, writers: own }];
    return own.map((writer) => ({ source: { kind: 'task', id: writer.task?.id ?? '' }, writers: [writer] }));
  });
}

function mostOn(engine: Engine): number {
  return engine.endpoint?.address.type === 'ssh' ? mostFollowedOverSsh : mostFollowed;
}

function names(writers: readonly LogWriter[]): string {
  const shown = writers.slice(0, 3).map(({ name }) => name);
  return writers.length > 3 ? `${shown.join(', ')} and ${writers.length - 3} more` : shown.join(', ');
}
