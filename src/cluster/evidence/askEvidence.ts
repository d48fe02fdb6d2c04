// One question of a dossier: its answer, or the gap that says which engine did not give it and why.

import { EngineError } from '../../engine/engineError';
import { type Known, known, missing } from '../../model/dossier/known';

export interface Asking {
  readonly signal: AbortSignal;
  /** Fires when the deadline of the whole evidence is over. */
  readonly over: AbortSignal;
  /** The node or engine that is asked, as gaps name it. */
  readonly node: string | undefined;
}

/** `what`: for a person, for example `the log of web`. Never rejects. */
export async function ask<T>(
  part: string,
  what: string,
  asking: Asking,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<Known<T>> {
  try {
    return known(await untilOver(run(asking.signal), asking.signal));
  } catch (error) {
    return missing({
      part,
      ...(asking.node === undefined ? {} : { node: asking.node }),
      ...whyOf(error, what, asking),
    });
  }
}

/** An answer that does not heed its signal must not hold the others up. */
function untilOver<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

function whyOf(
  error: unknown,
  what: string,
  { over, node }: Asking,
): { readonly reason: string; readonly message: string } {
  const where = node === undefined ? '' : ` on ${node}`;
  if (over.aborted) return { reason: 'timeout', message: `Reading ${what}${where} took too long.` };
  const message = error instanceof Error ? error.message : String(error);
  return {
    reason: error instanceof EngineError ? error.reason : 'unexpected',
    message: `Reading ${what}${where} failed: ${message}`,
  };
}
