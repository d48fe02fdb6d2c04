// Waits for what an engine does in its own time.

import { HumanError } from '../model/humanError';
import { pause } from './pause';

/** Asks again and again until there is an answer; rejects with a `HumanError` that begins with `what` when none came in time. */
export async function within<T>(signal: AbortSignal, what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + patienceMs; ; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) {
      throw new HumanError(`${what} after ${patienceMs / 1000} s.`, 'Look at the log of its engine.');
    }
    await pause(lookMs, signal);
  }
}

const lookMs = 300;
const patienceMs = 60_000;
