// Stats as people read them.

import { humanBytes } from '../../src/model/bytes';

/** What 100 % of CPU is. */
export type CpuUnit = 'core' | 'all';

/** `value` in per cent of one core, in the unit that was chosen. */
export function inUnit(value: number, unit: CpuUnit, onlineCpus: number): number {
  return unit === 'core' ? value : value / Math.max(1, onlineCpus);
}

export function percent(value: number | undefined | null): string {
  if (value === undefined || value === null) return '–';
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} %`;
}

export function size(value: number | undefined | null): string {
  return value === undefined || value === null ? '–' : humanBytes(value);
}

export function rate(value: number | undefined | null): string {
  return value === undefined || value === null ? '–' : `${humanBytes(value)}/s`;
}

export function count(value: number | undefined | null): string {
  return value === undefined || value === null ? '–' : Math.round(value).toLocaleString();
}

/** Share of a limit, for example ` (23 %)`; empty without one. */
export function share(value: number, limit: number | undefined): string {
  return limit === undefined || limit <= 0 ? '' : ` (${percent((value / limit) * 100)})`;
}
