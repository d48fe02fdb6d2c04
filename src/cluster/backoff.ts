// Pauses between tries: growing, bounded, and a little different in each window.

export interface Backoff {
  /** Milliseconds to wait before the next try. */
  next(): number;
  reset(): void;
}

/** Doubles from `firstMs` to `maxMs`; each pause is between 80 and 100 % of its step, so that many windows do not knock at once. */
export function createBackoff(firstMs: number, maxMs: number, random: () => number = Math.random): Backoff {
  let stepMs = firstMs;
  return {
    next() {
      const pauseMs = Math.round(stepMs * (0.8 + 0.2 * random()));
      stepMs = Math.min(stepMs * 2, maxMs);
      return pauseMs;
    },
    reset() {
      stepMs = firstMs;
    },
  };
}
