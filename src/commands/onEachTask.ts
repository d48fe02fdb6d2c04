// Does the same in several tasks at once, so that a node that does not answer costs its own tasks only.

import * as vscode from 'vscode';
import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import { messageOf } from '../util/messageOf';
import { plainMessage } from '../views/plainMessage';

/** What came of it in each task. */
export interface TaskOutcomes<T> {
  readonly done: readonly T[];
  /** `task`: its name. `message`: why it was not done there, for a person. */
  readonly failed: readonly { readonly task: string; readonly message: string }[];
}

/** Rejects with a `HumanError` when it could be done in none of them; otherwise says where it could not. */
export async function onEachTask<T>(
  tasks: readonly TargetRef[],
  run: (task: TargetRef) => Promise<T | undefined>,
): Promise<TaskOutcomes<T>> {
  const done: T[] = [];
  const failed: { task: string; message: string }[] = [];
  await Promise.all(
    tasks.map(async (task) => {
      try {
        const outcome = await run(task);
        if (outcome !== undefined) done.push(outcome);
      } catch (error) {
        const message = messageOf(error);
        failed.push({ task: task.name ?? task.id ?? '', message });
      }
    }),
  );
  if (failed.length === 0) return { done, failed };
  const sentences = failed.map(({ task, message }) => (message.includes(task) ? message : `${task}: ${message}`));
  const words = sentences.slice(0, 3).join(' ') + (sentences.length > 3 ? ` And ${sentences.length - 3} more.` : '');
  if (done.length === 0) throw new HumanError(words);
  // Not waited for: what was opened is there to be used.
  void vscode.window.showWarningMessage(plainMessage(`Done in ${done.length} of ${tasks.length} tasks. ${words}`));
  return { done, failed };
}
