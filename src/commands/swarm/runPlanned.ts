// Shows a plan, asks, runs it with progress and cancel, and leaves the picture fresh.

import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine';
import { type Plan, runPlan } from '../../operations/plan';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { confirm } from '../confirm';
import type { GivenOptions } from '../givenOptions';

export interface PlanResult {
  readonly done: boolean;
  /** What was done, in the order in which it was. */
  readonly steps: readonly string[];
}

/** `done: false` when the person said no. Rejects with what went wrong and what was put back. */
export async function runPlanned(
  { cluster, log }: CommandContext,
  engine: Engine,
  plan: Plan,
  options: GivenOptions,
  { asks = true }: { asks?: boolean } = {},
): Promise<PlanResult> {
  const steps = plan.steps.map((step) => step.title);
  if (asks || plan.warnings.length > 0) {
    const detail = [
      ...plan.warnings,
      ...(steps.length > 1 ? ['Steps:', ...steps.map((step, at) => `${at + 1}. ${step}`)] : []),
    ];
    const question = {
      question: plainMessage(`${plan.title} on ${engine.label}?`),
      ...(detail.length > 0 ? { detail: detail.map(plainMessage).join('\n') } : {}),
      action: plan.title.split(' ')[0] ?? 'Do It',
    };
    if (!(await confirm(question, { confirmed: options.confirmed === true }))) return { done: false, steps: [] };
  }
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: plainMessage(`${plan.title} on ${engine.label}`),
      cancellable: true,
    },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort(new Error('Cancelled by the user')));
      return runPlan(plan, abort.signal, ({ done, total, words }) => {
        progress.report({ message: plainMessage(total > 1 ? `${done + 1} of ${total}: ${words}` : words) });
      });
    },
  );
  log.info(`${plan.title} on ${engine.label}: done`);
  // Quietly in the background: the person has the result already.
  cluster.refresh().catch((error) => log.warn(`Not refreshed after ${plan.title}: ${error}`));
  return { done: true, steps };
}
