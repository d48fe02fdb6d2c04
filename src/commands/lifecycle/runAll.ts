// Runs one piece of work per object, a few at a time, and tells what failed for which.

import { HumanError } from '../../model/humanError';
import { messageOf } from '../../util/messageOf';

/** Enough to be quick, few enough that an engine is not flooded. */
const atOnce = 4;

export interface Failure<T> {
  readonly item: T;
  readonly error: unknown;
}

/** Runs all, also when some fail; results and failures keep the order of `items`. Starts nothing new once aborted. */
export async function runAll<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  signal?: AbortSignal,
): Promise<{ results: R[]; failures: Failure<T>[] }> {
  const settled = new Array<{ result: R } | Failure<T> | undefined>(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at] as T;
      try {
        signal?.throwIfAborted();
        settled[at] = { result: await work(item) };
      } catch (error) {
        settled[at] = { item, error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  const results: R[] = [];
  const failures: Failure<T>[] = [];
  for (const one of settled) {
    if (one && 'result' in one) results.push(one.result);
    else if (one) failures.push(one);
  }
  return { results, failures };
}

/**
 * One error for all failures: the very error where only one object was asked for, else a `HumanError` that names each
 * object and its reason. `what` completes "could not be …", for example `stopped`.
 */
export function failureOf<T extends { readonly name: string }>(
  failures: readonly Failure<T>[],
  total: number,
  what: string,
): unknown {
  const [first] = failures;
  if (total === 1 && first) return first.error;
  const reasons = failures.slice(0, shownReasons).map(({ item, error }) => `${item.name}: ${messageOf(error)}`);
  const more = failures.length > shownReasons ? ` And ${failures.length - shownReasons} more.` : '';
  return new HumanError(`${failures.length} of ${total} could not be ${what}. ${reasons.join(' ')}${more}`);
}

const shownReasons = 5;
