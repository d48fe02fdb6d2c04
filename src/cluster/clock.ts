// Time as the live picture sees it, so that a test can hold it in its hand.

import { type Disposable, toDisposable } from '../util/disposable';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once after the delay; disposing cancels. */
  setTimeout(run: () => void, delayMs: number): Disposable;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return toDisposable(() => clearTimeout(timer));
  },
};

/** Resolves after the delay, or as soon as the signal fires; never rejects. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      timer.dispose();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, delayMs);
    signal.addEventListener('abort', end);
  });
}
