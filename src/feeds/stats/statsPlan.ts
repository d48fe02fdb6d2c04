// Which containers stream their stats and which are read in turn, and how often: a stream costs the engine the whole time.

export interface StatsPlan {
  readonly live: ReadonlySet<string>;
  /** In the order of their turns. */
  readonly inTurn: readonly string[];
  /** Milliseconds from one reading of a container in turn to its next. */
  readonly everyMs: number;
}

/** Streams at a time: what a person can watch. */
export const liveAtMost = 12;
/** Readings in turn a second, all together. */
const turnsPerSecond = 10;
const leastEveryMs = 2000;

/**
 * Few containers all stream. Of many, those stream that are charted, and the rows in sight as long as there are few of them
 * too; the others take turns.
 */
export function statsPlan(
  running: readonly string[],
  seen: { readonly charted: readonly string[]; readonly inSight: readonly string[] },
): StatsPlan {
  if (running.length <= liveAtMost) return { live: new Set(running), inTurn: [], everyMs: leastEveryMs };
  const known = new Set(running);
  const charted = seen.charted.filter((id) => known.has(id)).slice(0, liveAtMost);
  const near = new Set([...charted, ...seen.inSight.filter((id) => known.has(id))]);
  const live = near.size <= liveAtMost ? near : new Set(charted);
  const inTurn = running.filter((id) => !live.has(id));
  return { live, inTurn, everyMs: Math.max(leastEveryMs, Math.ceil(inTurn.length / turnsPerSecond) * 1000) };
}
