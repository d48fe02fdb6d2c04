// A task that no node may take, with the scheduler's own words.

import type { Task, TaskState } from '../../model/task';
import type { ServiceCase } from './cases';
import { reachedAt } from './slots';

/**
 * The newest wanted task that has no place and says why; undefined: none waits for that. While an update goes on a task may
 * only wait for its predecessor to leave, so that then the screen's patience counts.
 */
export function pendingTask(subject: ServiceCase, wording: RegExp): { readonly task: Task } | undefined {
  const state = subject.service.update?.state;
  const moving = state === 'updating' || state === 'rollback_started';
  const waiting = moving
    ? subject.standing.troubles.map(({ task }) => task)
    : subject.tasks.filter((task) => placing.has(task.state) && wanted.has(task.desiredState));
  const [task] = waiting.filter(({ error }) => wording.test(error ?? '')).sort((a, b) => reachedAt(b) - reachedAt(a));
  return task === undefined ? undefined : { task };
}

const placing: ReadonlySet<TaskState> = new Set<TaskState>(['new', 'allocated', 'pending']);
const wanted: ReadonlySet<TaskState> = new Set<TaskState>(['running', 'ready', 'complete']);
