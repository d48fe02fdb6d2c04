// How far a service is: what runs against what was asked for, counted from its tasks and nodes.

import { meetsConstraint } from './placement';
import type { Service } from './service';
import type { SwarmNode } from './swarmNode';
import type { Task } from './task';
import { isFailure, newestPerSlot, slotKey } from './taskHistory';

export interface ServiceProgress {
  /** Slots served by a running task; for a job the tasks at work now. */
  readonly running: number;
  /** What was asked for; for a job, completions. Absent where it cannot be known. */
  readonly desired?: number;
  /** Jobs only: tasks that ended well. */
  readonly completed?: number;
  /** Slots whose newest task failed or was rejected. */
  readonly failing: number;
}

/**
 * `tasks` are this service's tasks, old ones included (others are ignored). Without `nodes` (unknown), the nodes a global
 * service should run on are taken from its tasks. While a start-first update replaces a slot, the old task that swarm
 * still wants running counts for it.
 */
export function serviceProgress(
  service: Service,
  tasks: Iterable<Task>,
  nodes?: ReadonlyMap<string, SwarmNode>,
): ServiceProgress {
  const own: Task[] = [];
  for (const task of tasks) {
    if (task.serviceId === service.id && isOfCurrentRun(service, task)) own.push(task);
  }
  const newest = newestPerSlot(own);
  const served = new Set<string>();
  for (const task of own) {
    if (isServing(task, nodes)) served.add(slotKey(task));
  }
  const counts = { running: served.size, failing: count(newest.values(), isFailure) };
  switch (service.mode) {
    case 'replicated':
      return { ...counts, ...known('desired', service.replicas) };
    case 'global':
      return { ...counts, ...known('desired', eligibleNodes(service, newest, nodes)) };
    case 'replicated-job':
      return { ...counts, completed: completed(newest), ...known('desired', service.completions ?? service.replicas) };
    case 'global-job':
      return { ...counts, completed: completed(newest), ...known('desired', eligibleNodes(service, newest, nodes)) };
    case 'unknown':
      return counts;
  }
}

function isOfCurrentRun(service: Service, task: Task): boolean {
  return (
    service.jobIteration === undefined || task.jobIteration === undefined || task.jobIteration === service.jobIteration
  );
}

/** A task on a node that is down still says `running`: nobody could tell it otherwise. */
function isServing(task: Task, nodes: ReadonlyMap<string, SwarmNode> | undefined): boolean {
  if (task.state !== 'running' || !wantsToRun(task)) return false;
  const node = task.nodeId === undefined ? undefined : nodes?.get(task.nodeId);
  return node?.state !== 'down';
}

/** Jobs are wanted `complete`, everything else `running`. */
function wantsToRun(task: Task): boolean {
  return task.desiredState === 'running' || task.desiredState === 'complete';
}

function completed(newest: ReadonlyMap<string, Task>): number {
  return count(newest.values(), (task) => task.state === 'complete');
}

/**
 * The nodes swarm wants a global service on: up, not drained, and meeting the constraints; a paused node only keeps what
 * it has (swarmkit `orchestrator/global`). Where a constraint cannot be judged, or the nodes are unknown, swarm's own
 * wishes tell: the slots with a task that shall run.
 */
function eligibleNodes(
  service: Service,
  newest: ReadonlyMap<string, Task>,
  nodes: ReadonlyMap<string, SwarmNode> | undefined,
): number {
  const wanted = new Set<string>();
  for (const task of newest.values()) {
    if (wantsToRun(task) && task.nodeId !== undefined) wanted.add(task.nodeId);
  }
  if (!nodes) return wanted.size;
  return count(nodes.values(), (node) => {
    if (node.state === 'down' || node.availability === 'drain') return false;
    if (node.availability === 'pause') return wanted.has(node.id);
    const verdicts = service.constraints.map((constraint) => meetsConstraint(node, constraint));
    if (verdicts.includes(false)) return false;
    return verdicts.includes(undefined) ? wanted.has(node.id) : true;
  });
}

function known(name: 'desired', value: number | undefined): { desired?: number } {
  return value === undefined ? {} : { [name]: value };
}

function count<T>(items: Iterable<T>, test: (item: T) => boolean): number {
  let total = 0;
  for (const item of items) if (test(item)) total += 1;
  return total;
}
