// How far a drain is: of each task that has to leave, whether it is gone and what has taken its place. Pure.

import type { SwarmNode } from '../model/swarmNode';
import type { Task } from '../model/task';
import { hasEnded, historyPerSlot, isFailure, slotKey } from '../model/taskHistory';

export interface DrainView {
  /** Have not ended on the node yet. */
  readonly staying: readonly Task[];
  /** As far as the manager knows still there, but the node is down and cannot tell. */
  readonly unknown: readonly Task[];
  /** Their successors, which do not run yet. */
  readonly underway: readonly Task[];
  /** Their successors, for which the scheduler finds no node; it says why. */
  readonly unplaced: readonly Task[];
  /** Successors that failed again and again; the last of each. */
  readonly failing: readonly Task[];
}

/** Swarm tries for ever; after so many tries elsewhere nobody expects another outcome. */
const triesInVain = 3;

/** `leaving`: the tasks of the node at the beginning, with the names people know. `tasks`: all of their services, as of now. */
export function drainView(node: SwarmNode, leaving: readonly Task[], tasks: readonly Task[]): DrainView {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const there = leaving.filter(({ id }) => {
    const now = byId.get(id);
    return now !== undefined && !hasEnded(now);
  });
  const history = historyPerSlot(tasks);
  const underway: Task[] = [];
  const unplaced: Task[] = [];
  const failing: Task[] = [];
  for (const task of leaving) {
    // A global service's task belongs to its node, and has no successor elsewhere.
    const slot = task.slot ? (history.get(slotKey(task)) ?? []) : [];
    const successors = slot.slice(
      0,
      slot.findIndex(({ id }) => id === task.id),
    );
    const [newest] = successors;
    const failures = successors.filter(isFailure);
    const [failure] = failures;
    if (failure && failures.length >= triesInVain && newest?.state !== 'running') {
      failing.push({ ...failure, name: task.name });
      continue;
    }
    // Scaled down, done, or its service removed: nothing has to take its place.
    if (!newest || isGivenUp(newest)) continue;
    const named = { ...newest, name: task.name };
    if (newest.state === 'pending' && newest.error !== undefined) unplaced.push(named);
    else if (newest.state !== 'running' && newest.state !== 'complete') underway.push(named);
  }
  const down = node.state === 'down';
  return { staying: down ? [] : there, unknown: down ? there : [], underway, unplaced, failing };
}

/** Nothing has moved between the two. */
export function sameDrain(a: DrainView, b: DrainView): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint({ staying, unknown, underway, unplaced, failing }: DrainView): string {
  const states = (list: readonly Task[]) => list.map(({ id, state }) => `${id} ${state}`);
  return JSON.stringify([staying, unknown, underway, unplaced, failing].map(states));
}

/** A successor waits as `ready` until the old task has ended. */
function isGivenUp({ desiredState }: Task): boolean {
  return desiredState === 'shutdown' || desiredState === 'remove';
}
