// A task that no node may take, with the scheduler's own words.

import type { Task } from '../model/task';
import type { ServiceCase } from './cases';

/** The newest unplaced task whose error fits; undefined: none waits for that. */
export function pendingTask(subject: ServiceCase, wording: RegExp): { readonly task: Task } | undefined {
  for (const trouble of subject.standing.troubles) {
    const { task, type } = trouble;
    if ((type === 'unplaced' || type === 'stuck') && wording.test(task.error ?? '')) return { task };
  }
  return undefined;
}
