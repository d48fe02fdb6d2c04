// The places a service fills, each with its history: what swarm still wants there, and how its last try ended.

import type { Task } from '../../model/task';
import { historyPerSlot, isFailure } from '../../model/taskHistory';
import { timeOf } from '../words';

export interface Slot {
  /** Newest first; at least one. */
  readonly tasks: readonly [Task, ...Task[]];
  /** The newest task that swarm still wants; absent: swarm has given the slot up. */
  readonly live: Task | undefined;
  /** The newest task that ended by itself: failed, rejected or complete. */
  readonly ended: Task | undefined;
}

/**
 * Tasks of one service, in any order. Left out are those that swarm is about to remove (scaled down), and those of
 * earlier runs of a job (`iteration` is the present one).
 */
export function slotsOf(tasks: Iterable<Task>, job: boolean, iteration: number | undefined): Slot[] {
  const counted: Task[] = [];
  for (const task of tasks) {
    const past = iteration !== undefined && task.jobIteration !== undefined && task.jobIteration !== iteration;
    if (task.desiredState !== 'remove' && !past) counted.push(task);
  }
  const slots: Slot[] = [];
  for (const [newest, ...older] of historyPerSlot(counted).values()) {
    if (newest === undefined) continue;
    const history = [newest, ...older] as const;
    slots.push({
      tasks: [newest, ...older],
      live: history.find((task) => isWanted(task, job)),
      ended: history.find(endedByItself),
    });
  }
  return slots;
}

/** Whether the task ended by itself, well or not; a task that swarm shut down did not. */
export function endedByItself(task: Task): boolean {
  return isFailure(task) || task.state === 'complete';
}

/** When the task reached its state, in epoch milliseconds; 0 where unknown. */
export function reachedAt(task: Task): number {
  return timeOf(task.since) ?? timeOf(task.createdAt) ?? 0;
}

/** Tasks of a job are wanted until they are complete (desired state `complete`, API 1.41). */
function isWanted(task: Task, job: boolean): boolean {
  switch (task.desiredState) {
    case 'shutdown':
    case 'remove':
    case 'failed':
    case 'rejected':
    case 'orphaned':
      return false;
    case 'complete':
      return job;
    default:
      return true;
  }
}
