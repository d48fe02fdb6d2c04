// Several containers over one time axis, so that their lines can lie over each other.

import type { SeriesKey, StatsSeries } from './statsSeries';

export interface Aligned {
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  /** Values of the `index`th container; undefined where it was not read at that time. */
  values(index: number, key: SeriesKey): readonly (number | null | undefined)[];
}

/** One container keeps its own times; those of several are rounded to seconds, at which streams tell about once. */
export function alignSeries(all: readonly StatsSeries[]): Aligned {
  const [only] = all;
  if (only && all.length === 1) return { times: only.times, values: (_, key) => only[key] };
  const times = [...new Set(all.flatMap((series) => series.times.map(Math.round)))].sort((a, b) => a - b);
  const place = new Map(times.map((time, i) => [time, i]));
  return {
    times,
    values(index, key) {
      const series = all[index];
      const values = new Array<number | null | undefined>(times.length).fill(undefined);
      for (const [i, time] of (series?.times ?? []).entries()) {
        const at = place.get(Math.round(time));
        if (at !== undefined) values[at] = series?.[key][i] ?? null;
      }
      return values;
    },
  };
}

/** Where the time nearest to this one stands; undefined when there is none. */
export function nearestIndex(times: readonly number[], time: number): number | undefined {
  let low = 0;
  let high = times.length - 1;
  if (high < 0) return undefined;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [times[low - 1], times[low]];
  return before !== undefined && after !== undefined && time - before < after - time ? low - 1 : low;
}
