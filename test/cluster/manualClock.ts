// A clock that stands still until a test moves it.

import type { Clock } from '../../src/cluster/clock';
import { toDisposable } from '../../src/util/disposable';

interface Timer {
  readonly dueAt: number;
  readonly run: () => void;
}

export interface ManualClock extends Clock {
  /** Timers that have not fired and were not cancelled. */
  readonly pending: number;
  /** Runs what falls due, in order, and lets promises settle after each. */
  advance(ms: number): Promise<void>;
}

export function createManualClock(startAt = Date.parse('2026-01-01T00:00:00Z')): ManualClock {
  let nowMs = startAt;
  const timers = new Set<Timer>();
  return {
    now: () => nowMs,
    setTimeout(run, delayMs) {
      const timer = { dueAt: nowMs + delayMs, run };
      timers.add(timer);
      return toDisposable(() => timers.delete(timer));
    },
    get pending() {
      return timers.size;
    },
    async advance(ms) {
      const end = nowMs + ms;
      await settle();
      for (;;) {
        const next = [...timers].filter((timer) => timer.dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0];
        if (!next) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.dueAt);
        next.run();
        await settle();
      }
      nowMs = end;
    },
  };
}

/** Lets everything that waits only for promises run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}
