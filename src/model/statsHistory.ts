// The readings of one container over hours in bounded memory: all of the last minutes, and less of what is older.

import type { StatsSample } from './statsSample';

/** So long every reading is kept. */
export const fullMs = 10 * 60_000;
/** Of what is older, one for each such span is kept. */
export const thinMs = 30_000;
/** What is older is forgotten. */
export const historyMs = 6 * 3_600_000;

export interface StatsHistory {
  /** Oldest first. */
  readonly samples: readonly StatsSample[];
  /** False for a reading that is not newer than the last one: it is left out. */
  add(sample: StatsSample): boolean;
}

export function statsHistory(samples: readonly StatsSample[] = []): StatsHistory {
  let all = [...samples];
  let lastMs = all.length > 0 ? Date.parse(all.at(-1)?.at ?? '') : Number.NEGATIVE_INFINITY;
  let thinnedMs = lastMs;
  return {
    get samples() {
      return all;
    },
    add(sample) {
      const at = Date.parse(sample.at);
      if (!(at > lastMs)) return false;
      lastMs = at;
      if (thinnedMs === Number.NEGATIVE_INFINITY) thinnedMs = at;
      all.push(sample);
      // In steps, so that not every reading moves the whole array.
      if (at - thinnedMs > thinMs * 2) {
        all = thinned(all, at);
        thinnedMs = at;
      }
      return true;
    },
  };
}

/** Readings from before the last `fullMs` are joined by spans that do not depend on when this is called. */
function thinned(samples: readonly StatsSample[], nowMs: number): StatsSample[] {
  const full = Math.floor((nowMs - fullMs) / thinMs) * thinMs;
  const kept: StatsSample[] = [];
  let group: StatsSample[] = [];
  let span = Number.NaN;
  const close = () => {
    const [first, ...rest] = group;
    if (first) kept.push(rest.reduce(joined, first));
    group = [];
  };
  for (const [i, sample] of samples.entries()) {
    const at = Date.parse(sample.at);
    if (at < nowMs - historyMs) continue;
    if (at >= full) {
      close();
      return [...kept, ...samples.slice(i)];
    }
    const own = Math.floor(at / thinMs);
    if (own !== span) close();
    span = own;
    group.push(sample);
  }
  close();
  return kept;
}

/** Totals and limits as they were last, the average of the CPU, and the highest of what runs against a limit. */
function joined(before: StatsSample, after: StatsSample): StatsSample {
  const most = before.memoryBytes > after.memoryBytes ? before : after;
  const throttled = Math.max(before.throttled ?? -1, after.throttled ?? -1);
  const [cpu, spanMs] = averageCpu(before, after);
  return {
    ...after,
    memoryBytes: most.memoryBytes,
    cacheBytes: most.cacheBytes,
    pids: Math.max(before.pids, after.pids),
    ...(throttled < 0 ? {} : { throttled }),
    ...(cpu === undefined ? {} : { cpuPercent: cpu }),
    ...(spanMs === undefined ? {} : { spanMs }),
  };
}

function averageCpu(a: StatsSample, b: StatsSample): [number | undefined, number | undefined] {
  const [left = 0, right = 0] = [a.spanMs, b.spanMs];
  if (a.cpuPercent === undefined || left <= 0) return [b.cpuPercent, b.spanMs];
  if (b.cpuPercent === undefined || right <= 0) return [a.cpuPercent, a.spanMs];
  return [(a.cpuPercent * left + b.cpuPercent * right) / (left + right), left + right];
}
