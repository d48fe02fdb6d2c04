// The columns of the table of containers: what each shows, how it sorts, and how near to its limit a value is.

import {
  cpuCeiling,
  cpuLevel,
  memoryLevel,
  pidsLevel,
  type StatsLevel,
  type StatsThresholds,
  throttledLevel,
} from '../../src/model/statsLevels';
import type { StatsSource } from '../../src/protocol/stats';
import { newest, type SeriesKey } from './statsSeries';
import type { RowStats } from './statsStore';
import { type CpuUnit, count, inUnit, percent, rate, size } from './units';

export interface Row {
  readonly source: StatsSource;
  /** Absent before the first reading. */
  readonly stats: RowStats | undefined;
}

export interface StatsColumn {
  readonly key: string;
  readonly label: string;
  hint(thresholds: StatsThresholds): string;
  /** What it is sorted by; undefined comes last. */
  order(row: Row): number | string | undefined;
  /** The cell's words; rows without a reading have none. */
  text(stats: RowStats, unit: CpuUnit): string;
  level?(stats: RowStats, thresholds: StatsThresholds): StatsLevel;
  /** A small line of the last readings: which values, the theme colour, and the least top of its scale. */
  readonly spark?: {
    readonly values: SeriesKey;
    readonly colour: string;
    least(stats: RowStats): number;
  };
}

const levels = ({ high, critical }: StatsThresholds) => `warning from ${high} % of its limit, error from ${critical} %`;

export const nameColumn: StatsColumn = {
  key: 'name',
  label: 'Name',
  hint: () => 'Name',
  order: ({ source }) => source.name,
  text: () => '',
};

export const nodeColumn: StatsColumn = {
  key: 'node',
  label: 'Node',
  hint: () => 'The node that runs it',
  order: ({ source }) => source.node,
  text: () => '',
};

export const valueColumns: readonly StatsColumn[] = [
  {
    key: 'cpu',
    label: 'CPU',
    hint: (thresholds) => `CPU time; ${levels(thresholds)}, which is its quota or all cores`,
    order: ({ stats }) => stats && newest(stats.series.cpu),
    text: ({ last, series }, unit) => {
      const value = newest(series.cpu);
      return percent(value === undefined ? undefined : inUnit(value, unit, last.onlineCpus));
    },
    level: ({ last }, thresholds) => cpuLevel(last, thresholds),
    spark: { values: 'cpu', colour: 'blue', least: ({ last }) => Math.min(10, cpuCeiling(last)) },
  },
  {
    key: 'throttled',
    label: 'Throttled',
    hint: ({ throttled }) => `Share of the CPU periods in which its quota stopped it; warning from ${throttled} %`,
    order: ({ stats }) => stats && newest(stats.series.throttled),
    text: ({ series }) => percent(newest(series.throttled)),
    level: ({ last }, thresholds) => throttledLevel(last, thresholds),
  },
  {
    key: 'memory',
    label: 'Memory',
    hint: (thresholds) => `Memory without the file cache that can be given back; ${levels(thresholds)}`,
    order: ({ stats }) => stats?.last.memoryBytes,
    text: ({ last }) => size(last.memoryBytes),
    level: ({ last }, thresholds) => memoryLevel(last, thresholds),
    spark: { values: 'memory', colour: 'purple', least: ({ last }) => last.memoryLimitBytes ?? 0 },
  },
  {
    key: 'memoryShare',
    label: 'of limit',
    hint: () => 'Share of its memory limit',
    order: ({ stats }) => stats && memoryShare(stats),
    text: (stats) => percent(memoryShare(stats)),
  },
  rateColumn('received', '↓ Net', 'Received from networks'),
  rateColumn('sent', '↑ Net', 'Sent to networks'),
  rateColumn('read', 'Read', 'Read from block devices'),
  rateColumn('written', 'Written', 'Written to block devices'),
  {
    key: 'pids',
    label: 'PIDs',
    hint: (thresholds) => `Processes and threads; ${levels(thresholds)}`,
    order: ({ stats }) => stats?.last.pids,
    text: ({ last }) => count(last.pids),
    level: ({ last }, thresholds) => pidsLevel(last, thresholds),
  },
];

function rateColumn(key: SeriesKey, label: string, hint: string): StatsColumn {
  return {
    ...{ key, label, hint: () => `${hint}, per second` },
    order: ({ stats }) => stats && newest(stats.series[key]),
    text: ({ series }) => rate(newest(series[key])),
  };
}

function memoryShare({ last }: RowStats): number | undefined {
  return last.memoryLimitBytes ? (last.memoryBytes / last.memoryLimitBytes) * 100 : undefined;
}

export interface StatsSort {
  /** A column's key. */
  readonly key: string;
  readonly descending: boolean;
}

/** The ids in their order; what has left or has no value comes last either way, and equals stand by name. */
export function sortedIds(rows: readonly Row[], sort: StatsSort): string[] {
  const column = [nameColumn, nodeColumn, ...valueColumns].find(({ key }) => key === sort.key) ?? nameColumn;
  const keyed = rows.map((row) => ({ row, key: column.order(row) }));
  keyed.sort((a, b) => {
    const left = Number(a.row.source.leftAt !== undefined) - Number(b.row.source.leftAt !== undefined);
    if (left !== 0) return left;
    if (a.key === undefined || b.key === undefined) {
      const missing = Number(a.key === undefined) - Number(b.key === undefined);
      return missing || byName(a.row, b.row);
    }
    const order = compare(a.key, b.key);
    return (sort.descending ? -order : order) || byName(a.row, b.row);
  });
  return keyed.map(({ row }) => row.source.containerId);
}

/** By parts of the name, of the node, or of the state. */
export function matches({ name, node = '', state }: StatsSource, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || [name, node, state.type].some((text) => text.toLowerCase().includes(wanted));
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, undefined, { numeric: true });
  return a < b ? -1 : a > b ? 1 : 0;
}

function byName(a: Row, b: Row): number {
  return compare(a.source.name, b.source.name) || compare(a.source.containerId, b.source.containerId);
}
