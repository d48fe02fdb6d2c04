// How a person left the stats panel; comes back after a reload, and is no more to be trusted than any stored text.

import { chartedAtMost } from '../../src/protocol/stats';
import type { StatsSort } from './statsColumns';
import type { CpuUnit } from './units';

export interface StatsLook {
  /** Container ids, in the order of their colours. */
  readonly charted: readonly string[];
  readonly asTable: boolean;
  readonly unit: CpuUnit;
  /** Seconds of the charts; 0: everything there is. */
  readonly seconds: number;
  readonly sort: StatsSort;
}

export const spans: readonly (readonly [seconds: number, words: string])[] = [
  [60, '1 minute'],
  [600, '10 minutes'],
  [3600, '1 hour'],
  [0, 'everything'],
];

export function savedLook(saved: Readonly<Record<string, unknown>>): StatsLook {
  const { charted, asTable, unit, seconds, sort } = saved;
  return {
    charted: Array.isArray(charted)
      ? charted.filter((id): id is string => typeof id === 'string').slice(0, chartedAtMost)
      : [],
    asTable: asTable === true,
    unit: unit === 'all' ? 'all' : 'core',
    seconds: spans.find(([known]) => known === seconds)?.[0] ?? 600,
    sort: isSort(sort) ? { key: sort.key, descending: sort.descending } : { key: 'name', descending: false },
  };
}

function isSort(value: unknown): value is StatsSort {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('descending' in value)) return false;
  return typeof value.key === 'string' && typeof value.descending === 'boolean';
}
