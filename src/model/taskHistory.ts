// Reads the history of tasks that swarm keeps per slot: the newest task is the truth, the older ones are the story.

import { type Task, type TaskState, taskStates } from './task';

const endedStates: ReadonlySet<TaskState> = new Set(taskStates.slice(taskStates.indexOf('complete')));

export function hasEnded(task: Pick<Task, 'state'>): boolean {
  return endedStates.has(task.state);
}

/** It tried and did not make it: `failed` (ran and ended badly) or `rejected` (the node could not start it). */
export function isFailure(task: Task): boolean {
  return task.state === 'failed' || task.state === 'rejected';
}

/** Names the place a task fills: a slot of a replicated service, or a node of a global one. */
export function slotKey(task: Task): string {
  return task.slot ? `${task.serviceId}/${task.slot}` : `${task.serviceId}@${task.nodeId ?? task.id}`;
}

/** The newest task of each slot, by `slotKey`. */
export function newestPerSlot(tasks: Iterable<Task>): Map<string, Task> {
  const newest = new Map<string, Task>();
  for (const task of tasks) {
    const key = slotKey(task);
    const known = newest.get(key);
    if (!known || compareNewestFirst(task, known) < 0) newest.set(key, task);
  }
  return newest;
}

/** All tasks by `slotKey`, newest first. */
export function historyPerSlot(tasks: Iterable<Task>): Map<string, readonly Task[]> {
  const history = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = slotKey(task);
    const known = history.get(key);
    if (known) known.push(task);
    else history.set(key, [task]);
  }
  for (const list of history.values()) list.sort(compareNewestFirst);
  return history;
}

/** Failed and rejected tasks, newest first; old ones of slots that run again by now included. */
export function failures(tasks: Iterable<Task>): Task[] {
  return [...tasks].filter(isFailure).sort(compareNewestFirst);
}

/** The failures that still hold: the newest task of the slot failed, or the one before it did and the newest does not run yet. */
export function currentFailures(tasks: Iterable<Task>): Task[] {
  const current: Task[] = [];
  for (const [newest, before] of historyPerSlot(tasks).values()) {
    if (!newest) continue;
    if (isFailure(newest)) current.push(newest);
    else if (before && isFailure(before) && newest.state !== 'running' && !hasEnded(newest)) current.push(before);
  }
  return current.sort(compareNewestFirst);
}

/**
 * `currentFailures`, and those whose slot runs again but not long enough yet to believe in it: in a crash loop each try runs
 * for a moment. `nowMs` and `steadyMs` in milliseconds.
 */
export function standingFailures(tasks: Iterable<Task>, nowMs: number, steadyMs: number): Task[] {
  const all = [...tasks];
  const standing = currentFailures(all);
  for (const [newest, before] of historyPerSlot(all).values()) {
    if (newest?.state !== 'running' || !before || !isFailure(before)) continue;
    const since = newest.since === undefined ? Number.NaN : Date.parse(newest.since);
    if (nowMs - since < steadyMs) standing.push(before);
  }
  return standing.sort(compareNewestFirst);
}

/** Orders by creation; the version index breaks ties, since swarm creates many tasks in one go. */
export function compareNewestFirst(a: Task, b: Task): number {
  return compareTimes(b.createdAt, a.createdAt) || b.version - a.version || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * Compares two ISO 8601 times with up to nine digits of fraction, which is more than a `Date` holds; an absent one is
 * older than any. The engine writes UTC with a `Z` and cuts trailing zeros of the fraction.
 */
function compareTimes(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (a.endsWith('Z') && b.endsWith('Z')) {
    const left = a.slice(0, -1);
    const right = b.slice(0, -1);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Date.parse(a) - Date.parse(b);
}
