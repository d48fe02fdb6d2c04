// A change as data: steps that can be shown before they run, and undone when one of them fails.

import { HumanError } from '../model/humanError';
import { messageOf } from '../util/messageOf';

export interface Step {
  /** What it does, as a sentence without subject: `Drain worker-2`. */
  readonly title: string;
  /** `report` tells a person how far it is. Must end soon after the signal fires. */
  run(signal: AbortSignal, report: (words: string) => void): Promise<void>;
  /** Puts back what `run` changed; absent where nothing needs to be, or can be. */
  undo?(): Promise<void>;
  /**
   * What a cancel while it runs leaves behind: `nothing`, since it only waits or looks, or puts back by itself what was
   * under way; `undo`: `undo` finds out and puts it back. Absent: nobody knows whether the engine had done it already.
   */
  readonly whenCut?: 'nothing' | 'undo';
}

export interface Plan {
  /** As a question's beginning: `Drain worker-2`. */
  readonly title: string;
  /** What a person should know before saying yes, worst first. */
  readonly warnings: readonly string[];
  readonly steps: readonly Step[];
  /** What is true once everything was put back, as a sentence. */
  readonly afterUndo?: string;
  /** Where steps cannot be undone: what is true after one of them failed or was cancelled, as a sentence. */
  readonly kept?: string;
}

export interface PlanProgress {
  readonly done: number;
  readonly total: number;
  readonly words: string;
}

/**
 * Thrown by a step to end the plan with nothing undone: what was reached is worth keeping, and `reason` says why it is not
 * what was wanted.
 */
export class LeftAsIs extends Error {
  constructor(readonly reason: HumanError) {
    super(reason.message);
  }
}

/**
 * Runs the steps in order. When one fails or the signal fires, the ones before it are undone, last first, and the error says
 * what was tried, what was put back and what could not be.
 */
export async function runPlan(
  plan: Plan,
  signal: AbortSignal,
  report: (progress: PlanProgress) => void,
): Promise<void> {
  const total = plan.steps.length;
  const finished: Step[] = [];
  for (const step of plan.steps) {
    const tell = (words: string) => report({ done: finished.length, total, words });
    tell(step.title);
    let begun = false;
    try {
      signal.throwIfAborted();
      begun = true;
      await step.run(signal, tell);
      finished.push(step);
    } catch (error) {
      if (error instanceof LeftAsIs) throw error.reason;
      throw await undone(plan, step, finished, { error, cancelled: signal.aborted, begun, tell });
    }
  }
}

async function undone(
  plan: Plan,
  failed: Step,
  finished: readonly Step[],
  {
    error,
    cancelled,
    begun,
    tell,
  }: { error: unknown; cancelled: boolean; begun: boolean; tell: (words: string) => void },
): Promise<unknown> {
  const isCut = cancelled && begun;
  const undoable = [...finished, ...(isCut && failed.whenCut === 'undo' ? [failed] : [])]
    .filter((step) => step.undo)
    .reverse();
  const back: string[] = [];
  const stuck: string[] = [];
  for (const step of undoable) {
    // A person who cancelled sees that something still goes on, and what.
    tell(`Putting back: ${step.title}`);
    try {
      await step.undo?.();
      back.push(step.title);
    } catch (problem) {
      stuck.push(`${step.title} (${messageOf(problem)})`);
    }
  }
  // A single step that failed left nothing behind: its own error says it best.
  if (back.length === 0 && stuck.length === 0 && !cancelled) return error;
  // What a step says of its own way back counts more than that it was cancelled.
  const own = error instanceof HumanError ? ` ${messageOf(error)}` : '';
  const what = cancelled ? `Cancelled during: ${failed.title}.${own}` : `${failed.title} failed: ${messageOf(error)}`;
  const isOpen = isCut && failed.whenCut === undefined;
  const open = isOpen ? ' Whether that was done all the same is not known.' : '';
  const restored = back.length > 0 ? ` Undone: ${back.join('; ')}.` : '';
  const now = plan.afterUndo && stuck.length === 0 && !isOpen ? ` ${plan.afterUndo}` : '';
  const left = stuck.length > 0 ? ` Could not be undone: ${stuck.join('; ')}.` : '';
  return new HumanError(
    `${what}${open}${restored}${left}${now}`,
    stuck.length > 0
      ? 'Look at these and put them right by hand.'
      : (plan.kept ?? (isOpen ? 'Refresh, and look before you do it again.' : undefined)),
  );
}
