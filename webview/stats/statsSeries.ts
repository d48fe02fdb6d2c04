// From readings to what is drawn: values over time, with rates where the engine gives totals.

import type { StatsSample } from '../../src/model/statsSample';

export type Values = (number | null)[];

export interface StatsSeries {
  /** Seconds since the epoch. */
  readonly times: number[];
  /** Per cent of one core. */
  readonly cpu: Values;
  readonly memory: Values;
  readonly cache: Values;
  /** Bytes a second. */
  readonly received: Values;
  readonly sent: Values;
  readonly read: Values;
  readonly written: Values;
  readonly pids: Values;
  /** Per cent of the CPU periods; null where there is no quota. */
  readonly throttled: Values;
}

export type SeriesKey = Exclude<keyof StatsSeries, 'times'>;

/** Readings further apart were interrupted: the line is broken there instead of being drawn through. */
const gapMs = 10_000;

export function statsSeries(samples: readonly StatsSample[]): StatsSeries {
  const series: StatsSeries = {
    times: [],
    cpu: [],
    memory: [],
    cache: [],
    received: [],
    sent: [],
    read: [],
    written: [],
    pids: [],
    throttled: [],
  };
  let previous: { readonly sample: StatsSample; readonly at: number } | undefined;
  for (const sample of samples) {
    const at = Date.parse(sample.at);
    if (Number.isNaN(at) || (previous && at <= previous.at)) continue;
    // Read in turn, or joined from many: then the time between readings is the one that was measured over.
    const isNear = previous && at - previous.at <= Math.max(gapMs, (sample.spanMs ?? 0) * 1.5);
    if (previous && !isNear) addGap(series, (previous.at + 1000) / 1000);
    const near = isNear ? previous?.sample : undefined;
    const seconds = previous ? (at - previous.at) / 1000 : 0;
    const rate = (key: 'networkRxBytes' | 'networkTxBytes' | 'blockReadBytes' | 'blockWriteBytes') =>
      near && sample[key] >= near[key] ? (sample[key] - near[key]) / seconds : null;
    series.times.push(at / 1000);
    series.cpu.push(sample.cpuPercent ?? null);
    series.memory.push(sample.memoryBytes);
    series.cache.push(sample.cacheBytes);
    series.received.push(rate('networkRxBytes'));
    series.sent.push(rate('networkTxBytes'));
    series.read.push(rate('blockReadBytes'));
    series.written.push(rate('blockWriteBytes'));
    series.pids.push(sample.pids);
    series.throttled.push(sample.throttled === undefined ? null : sample.throttled * 100);
    previous = { sample, at };
  }
  return series;
}

/** The newest value; undefined where it is not known. */
export function newest(values: readonly (number | null)[]): number | undefined {
  return values.at(-1) ?? undefined;
}

export function highest(values: readonly (number | null)[]): number | undefined {
  let most: number | undefined;
  for (const value of values) if (value !== null && (most === undefined || value > most)) most = value;
  return most;
}

/**
 * Points of an SVG polyline that fits `width` × `height`, for each unbroken run of values. The scale begins at 0 and ends at
 * the highest value, at least `least`.
 */
export function sparkline(values: readonly (number | null)[], width: number, height: number, least = 0): string[] {
  const top = Math.max(highest(values) ?? 0, least, Number.MIN_VALUE);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const lines: string[][] = [[]];
  for (const [i, value] of values.entries()) {
    if (value === null) lines.push([]);
    else lines.at(-1)?.push(`${(i * step).toFixed(1)},${(height - (value / top) * height).toFixed(1)}`);
  }
  return lines.filter((line) => line.length > 0).map((line) => line.join(' '));
}

const keys = [
  ...['cpu', 'memory', 'cache', 'received', 'sent', 'read', 'written', 'pids', 'throttled'],
] as readonly SeriesKey[];

function addGap(series: StatsSeries, time: number): void {
  series.times.push(time);
  for (const key of keys) series[key].push(null);
}
