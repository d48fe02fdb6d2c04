// How a service fares, slot by slot: what runs steadily, what is on its way or finished on purpose, and what is wrong.

import type { Service } from '../../model/service';
import { serviceProgress } from '../../model/serviceProgress';
import type { SwarmNode } from '../../model/swarmNode';
import type { Task } from '../../model/task';
import { isFailure } from '../../model/taskHistory';
import { timeOf } from '../words';
import { endedByItself, reachedAt, type Slot, slotsOf } from './slots';

/** Why a slot does not run: its newest try ended, no node may take it, it hangs on the way, or swarm gave up. */
export type SlotTrouble =
  | { readonly type: 'failing'; readonly task: Task; readonly failures: number }
  | { readonly type: 'exhausted'; readonly task: Task; readonly failures: number }
  | { readonly type: 'unplaced'; readonly task: Task }
  | { readonly type: 'stuck'; readonly task: Task };

export interface ServiceStanding {
  readonly job: boolean;
  /** What was asked for (for a job, completions), as the services view counts it. */
  readonly desired: number;
  /** Slots that run, other than for a moment between two failures; for a job, complete ones too. */
  readonly steady: number;
  /** Slots whose only trouble is a node that is down: that node's finding speaks for them. */
  readonly away: number;
  /** Newest trouble first. */
  readonly troubles: readonly SlotTrouble[];
  /** Epoch milliseconds at which the same facts would read otherwise. */
  readonly again?: number;
}

/** A task that has no error is given this long before it counts as stuck: placing takes moments, a pull minutes. */
export const placingGraceMs = 30_000;
export const preparingGraceMs = 5 * 60_000;
/** A pending task may only wait for its predecessor to leave: longer while an update goes on. */
export const pendingGraceMs = 5_000;
/** A try that has run this long is past the usual crash at start. */
export const steadyAfterMs = 30_000;
/** Failures older than this say nothing of now. */
export const recentMs = 5 * 60_000;
/** Ending well three times in this span is a loop, not a job with a pause. */
export const completeLoopMs = 2 * 60_000;

type Reading =
  | { readonly is: 'steady' | 'waiting' | 'finished' | 'away'; readonly again?: number }
  | { readonly is: 'trouble'; readonly trouble: SlotTrouble; readonly again?: number };

/** Pure; `tasks` are all of the service's, in any order; `now` in epoch milliseconds. */
export function standingOf(
  service: Service,
  tasks: readonly Task[],
  nodes: ReadonlyMap<string, SwarmNode>,
  now: number,
): ServiceStanding {
  const job = service.mode === 'replicated-job' || service.mode === 'global-job';
  const slots = countedSlots(service, slotsOf(tasks, job, service.jobIteration), nodes, job);
  const readings = slots.map((slot) => readSlot(slot, service, nodes, now, job));
  const troubles: SlotTrouble[] = [];
  let again: number | undefined;
  for (const reading of readings) {
    if (reading.is === 'trouble') troubles.push(reading.trouble);
    if (reading.again !== undefined && (again === undefined || reading.again < again)) again = reading.again;
  }
  troubles.sort(newestTroubleFirst);
  const number = (is: Reading['is']) => readings.filter((reading) => reading.is === is).length;
  return {
    job,
    desired: serviceProgress(service, tasks, nodes).desired ?? slots.length,
    steady: number('steady') + (job ? number('finished') : 0),
    away: number('away'),
    troubles,
    ...(again === undefined ? {} : { again }),
  };
}

/** Slots that still matter: no more dead ones than replicas are missing, and none of a node that takes no tasks. */
function countedSlots(service: Service, slots: Slot[], nodes: ReadonlyMap<string, SwarmNode>, job: boolean): Slot[] {
  if (job) return slots;
  const live = slots.filter((slot) => slot.live);
  const dead = slots.filter((slot) => !slot.live);
  if (service.mode !== 'replicated') {
    return [...live, ...dead.filter((slot) => takesTasks(nodes.get(slot.tasks[0].nodeId ?? '')))];
  }
  const missing = Math.max(0, (service.replicas ?? live.length) - live.length);
  const newest = dead.sort(
    (a, b) => reachedAt(b.tasks[0]) - reachedAt(a.tasks[0]) || (a.tasks[0].id < b.tasks[0].id ? -1 : 1),
  );
  return [...live, ...newest.slice(0, missing)];
}

function readSlot(
  slot: Slot,
  service: Service,
  nodes: ReadonlyMap<string, SwarmNode>,
  now: number,
  job: boolean,
): Reading {
  const { live, ended } = slot;
  if (live === undefined) return readGivenUp(slot, now);
  if (live.nodeId !== undefined && nodes.get(live.nodeId)?.state === 'down' && live.state !== 'complete') {
    return { is: 'away' };
  }
  const recent = recentFailures(slot, service, now);
  const { failures } = recent;
  const loop = ended !== undefined && failures > 0 ? ended : undefined;
  switch (live.state) {
    case 'running': {
      const steadyAt = reachedAt(live) + steadyAfterMs;
      if (loop === undefined || failures < 2 || now >= steadyAt) return { is: 'steady' };
      return {
        is: 'trouble',
        trouble: { type: 'failing', task: loop, failures },
        again: Math.min(steadyAt, recent.until),
      };
    }
    case 'complete':
    case 'shutdown':
      return { is: job ? 'finished' : 'waiting' };
    case 'failed':
    case 'rejected':
    case 'orphaned':
      return { is: 'trouble', trouble: { type: 'failing', task: live, failures: Math.max(1, failures) } };
    case 'unknown':
      return { is: 'waiting' };
    default:
      return readOnItsWay(live, loop, recent, service, now);
  }
}

/** A slot for which swarm wants no task any more: it ended well on purpose, or its restart attempts are used up. */
function readGivenUp(slot: Slot, now: number): Reading {
  const newest = slot.tasks[0];
  if (!isFailure(newest)) return { is: 'finished' };
  // Swarm makes the next task a moment after one has failed; before that nothing is given up.
  const again = reachedAt(newest) + pendingGraceMs;
  if (now < again) return { is: 'waiting', again };
  const failures = slot.tasks.filter(isFailure).length;
  return { is: 'trouble', trouble: { type: 'exhausted', task: newest, failures } };
}

function readOnItsWay(
  live: Task,
  loop: Task | undefined,
  recent: RecentFailures,
  service: Service,
  now: number,
): Reading {
  const placing = live.state === 'pending' || live.state === 'new' || live.state === 'allocated';
  if (placing && live.error) {
    const state = service.update?.state;
    const moving = state === 'updating' || state === 'rollback_started';
    const again = reachedAt(live) + (moving ? placingGraceMs : pendingGraceMs);
    if (now < again) return { is: 'waiting', again };
    return { is: 'trouble', trouble: { type: 'unplaced', task: live } };
  }
  if (loop !== undefined) {
    return { is: 'trouble', trouble: { type: 'failing', task: loop, failures: recent.failures }, again: recent.until };
  }
  // `ready` waits for its turn (the restart delay, or the old task to stop), which may be set to hours.
  if (live.state === 'ready') return { is: 'waiting' };
  const slow = live.state === 'preparing' || live.state === 'starting';
  const again = reachedAt(live) + (slow ? preparingGraceMs : placingGraceMs);
  if (now < again) return { is: 'waiting', again };
  return { is: 'trouble', trouble: { type: 'stuck', task: live } };
}

interface RecentFailures {
  readonly failures: number;
  /** Epoch milliseconds at which the first of them no longer counts. */
  readonly until: number;
}

/** Failures of the slot that speak of the present: recent, and of the service as it is specified now. */
function recentFailures(slot: Slot, service: Service, now: number): RecentFailures {
  const update = service.update;
  const specifiedAt = timeOf(update?.completedAt) ?? timeOf(update?.startedAt) ?? 0;
  let bad = 0;
  let well = 0;
  let until = Number.POSITIVE_INFINITY;
  for (const task of slot.tasks) {
    if (!endedByItself(task) || reachedAt(task) < specifiedAt) continue;
    const expires = reachedAt(task) + (task.state === 'complete' ? completeLoopMs : recentMs);
    if (now >= expires) continue;
    until = Math.min(until, expires);
    if (task.state === 'complete') well++;
    else bad++;
  }
  return { failures: bad + (bad > 0 || well >= 3 ? well : 0), until };
}

function takesTasks(node: SwarmNode | undefined): boolean {
  return node !== undefined && node.state === 'ready' && node.availability === 'active';
}

function newestTroubleFirst(a: SlotTrouble, b: SlotTrouble): number {
  return reachedAt(b.task) - reachedAt(a.task) || (a.task.id < b.task.id ? -1 : 1);
}
