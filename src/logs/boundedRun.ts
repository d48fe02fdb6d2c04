// Runs code that may never come back, such as a regular expression somebody typed, and stops it after a time.

import { createContext, Script } from 'node:vm';

/**
 * Only a script of `node:vm` can be interrupted from outside while an expression backtracks; the script does nothing but
 * call the job. Costs about 0.1 ms. What the job throws is thrown on.
 */
export function boundedRun(job: () => void, timeoutMs: number): { readonly finished: boolean } {
  try {
    call.runInContext(createContext({ job }), { timeout: timeoutMs });
    return { finished: true };
  } catch (error) {
    // Not `instanceof Error`: it is an Error of the other context.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === timedOut) {
      return { finished: false };
    }
    throw error;
  }
}

const timedOut = 'ERR_SCRIPT_EXECUTION_TIMEOUT';
const call = new Script('job()');
