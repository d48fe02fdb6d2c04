// A container or a service of a dossier as causes judge it: its condition, and what its log says of the trouble.

import type { ContainerFacts, ImageFacts } from '../../model/dossier/containerFacts';
import type { ContainerDossier, Dossier, EvidenceLine, ServiceDossier } from '../../model/dossier/dossier';
import { valueIn } from '../../model/dossier/known';
import type { ServiceFacts } from '../../model/dossier/serviceFacts';
import type { EngineEvent } from '../../model/engineEvent';
import type { Service } from '../../model/service';
import type { StatsReading } from '../../model/statsSample';
import type { SwarmNode } from '../../model/swarmNode';
import type { TargetRef } from '../../model/target';
import type { Task } from '../../model/task';
import type { LogTheme } from '../logKnowledge/logTheme';
import { complaintsIn } from '../reading/activeComplaints';
import { type LogFact, logFacts } from '../reading/logFacts';
import { timeOf } from '../words';
import { type ContainerCondition, conditionOf } from './containerCondition';
import { type ServiceStanding, standingOf } from './serviceStanding';
import { slotsOf } from './slots';

export interface ContainerCase {
  readonly kind: 'container';
  readonly dossier: ContainerDossier;
  readonly facts: ContainerFacts;
  readonly condition: ContainerCondition;
  /** The object to blame: the container, or the service whose task it is. */
  readonly ref: TargetRef;
  /** How findings call it. */
  readonly name: string;
  /** Lines of the run that is in trouble, oldest first; of a sound container only what it complains of until now. */
  readonly lines: readonly EvidenceLine[];
  /** What these lines say. */
  readonly said: readonly LogFact[];
  /** Where it says that it listens, in the run that goes on (or the last one). */
  readonly listens: readonly LogFact[];
  readonly events: readonly EngineEvent[];
  readonly stats: StatsReading | undefined;
  readonly image: ImageFacts | undefined;
  readonly task: Task | undefined;
}

export interface ServiceCase {
  readonly kind: 'service';
  readonly dossier: ServiceDossier;
  readonly service: Service;
  readonly facts: ServiceFacts | undefined;
  readonly tasks: readonly Task[];
  readonly standing: ServiceStanding;
  readonly ref: TargetRef;
  readonly name: string;
  readonly containers: readonly ContainerCase[];
}

/** Undefined where not even its inspect is known. `owner`: the service whose task it is. */
export function containerCase(
  dossier: ContainerDossier,
  now: number,
  owner?: { readonly id: string; readonly name: string },
): ContainerCase | undefined {
  const facts = valueIn(dossier.facts);
  if (facts === undefined) return undefined;
  const events = valueIn(dossier.events) ?? [];
  const nowThere = now + (dossier.clockAheadMs ?? 0);
  const condition = conditionOf(facts, events, nowThere);
  const log = valueIn(dossier.log);
  const current = log?.current.lines ?? [];
  const previous = log?.previous.lines ?? [];
  const { lines, said } = troubleOf(condition, current, previous, facts, nowThere);
  const listens = logFacts(current.length > 0 ? current : previous).filter(({ theme }) => theme === 'listening');
  return {
    kind: 'container',
    dossier,
    facts,
    condition,
    ref:
      owner === undefined
        ? {
            kind: 'container',
            id: dossier.id,
            name: dossier.name,
            ...(dossier.node === undefined ? {} : { node: dossier.node }),
          }
        : { kind: 'service', id: owner.id, name: owner.name },
    name: owner?.name ?? dossier.name,
    lines,
    said,
    listens,
    events,
    stats: valueIn(dossier.stats),
    image: valueIn(dossier.image),
    task: dossier.task,
  };
}

export function serviceCase(dossier: ServiceDossier, nodes: ReadonlyMap<string, SwarmNode>, now: number): ServiceCase {
  const { service } = dossier;
  const tasks = valueIn(dossier.tasks) ?? [];
  const standing = standingOf(service, tasks, nodes, now);
  const troubled = new Set([...standing.troubles.map(({ task }) => task.id), ...unfilled(tasks, standing)]);
  const owner = { id: service.id, name: service.name };
  return {
    kind: 'service',
    dossier,
    service,
    facts: valueIn(dossier.facts),
    tasks,
    standing,
    ref: { kind: 'service', id: service.id, name: service.name },
    name: service.name,
    // What failed and was replaced by a task that runs is the past of its slot.
    containers: dossier.containers.flatMap((one) => {
      const found = containerCase(one, now, owner);
      if (found === undefined) return [];
      const alive = one.task?.state === 'running' && found.condition.type !== 'failed';
      return alive || (one.task !== undefined && troubled.has(one.task.id)) ? [found] : [];
    }),
  };
}

/** How the newest try of each slot ended in which nothing runs: on demand there is no patience to wait out. */
function unfilled(tasks: readonly Task[], standing: ServiceStanding): readonly string[] {
  return slotsOf(tasks, standing.job, undefined).flatMap(({ tasks: all, ended }) =>
    ended === undefined || ended.state === 'complete' || all.some(({ state }) => state === 'running') ? [] : [ended.id],
  );
}

/** The last fact of a theme, which is the one nearest to the end of the run. */
export function lastSaid(subject: ContainerCase, ...themes: readonly LogTheme[]): LogFact | undefined {
  return subject.said.findLast(({ theme }) => themes.includes(theme));
}

export function nodesOf(dossier: Dossier): ReadonlyMap<string, SwarmNode> {
  return new Map((valueIn(dossier.picture.nodes) ?? []).map((node) => [node.id, node]));
}

/** A check that passes by turns counts as healthy for the engine, and may hide one of two servers that fails. */
function isSteadilyHealthy({ health }: ContainerFacts): boolean {
  return health?.status === 'healthy' && health.probes.every(({ verdict }) => verdict === 'passed');
}

function troubleOf(
  condition: ContainerCondition,
  current: readonly EvidenceLine[],
  previous: readonly EvidenceLine[],
  facts: ContainerFacts,
  now: number,
): { readonly lines: readonly EvidenceLine[]; readonly said: readonly LogFact[] } {
  const all = (lines: readonly EvidenceLine[]) => ({ lines, said: logFacts(lines) });
  switch (condition.type) {
    case 'failed':
    case 'unhealthy':
    case 'dead':
      return all(current.length > 0 ? current : previous);
    case 'looping':
      // Between two crashes the run that goes on may not have said anything yet.
      return all(
        facts.state.status === 'running' ? [...previous, ...current] : current.length > 0 ? current : previous,
      );
    case 'finished':
      return all(current);
    case 'running':
    case 'starting':
    case 'paused': {
      const active = complaintsIn(current, isSteadilyHealthy(facts), timeOf(facts.state.startedAt), now);
      return { lines: active.map(({ line }) => line), said: active };
    }
    case 'neverStarted':
    case 'created':
    case 'stopped':
    case 'unknown':
      return { lines: [], said: [] };
  }
}
