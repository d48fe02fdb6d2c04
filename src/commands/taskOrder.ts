// Which of the tasks that share a slot's name is meant.

import type { Task } from '../model/task';
import { compareNewestFirst } from '../model/taskHistory';

/** Sorts the task that is wanted now to the front, then the newest. */
export function wantedThenNewest(a: Task, b: Task): number {
  const wanted = (task: Task) => Number(task.desiredState === 'running' || task.desiredState === 'complete');
  return wanted(b) - wanted(a) || compareNewestFirst(a, b);
}
