// From readings to what is drawn: values over time, with rates where the engine gives totals.

import type { StatsSample } from '../../src/model/statsSample';

export interface StatsSeries {
  /** Seconds since the epoch. */
  readonly times: number[];
  /** Per cent of one core. */
  readonly cpu: (number | null)[];
  readonly memory: (number | null)[];
  /** Bytes a second. */
  readonly received: (number | null)[];
  readonly sent: (number | null)[];
  readonly read: (number | null)[];
  readonly written: (number | null)[];
  readonly pids: (number | null)[];
}

/** Readings further apart were interrupted: the line is broken there instead of being drawn through. */
const gapMs = 5000;

export function statsSeries(samples: readonly StatsSample[]): StatsSeries {
  const series: StatsSeries = {
    times: [],
    cpu: [],
    memory: [],
    received: [],
    sent: [],
    read: [],
    written: [],
    pids: [],
  };
  let previous: StatsSample | undefined;
  for (const sample of samples) {
    const at = Date.parse(sample.at);
    const before = previous === undefined ? undefined : Date.parse(previous.at);
    if (Number.isNaN(at) || (before !== undefined && at <= before)) continue;
    if (before !== undefined && at - before > gapMs) addGap(series, (before + 1000) / 1000);
    const near = before !== undefined && at - before <= gapMs ? previous : undefined;
    const seconds = near ? (at - Date.parse(near.at)) / 1000 : 0;
    const rate = (key: 'networkRxBytes' | 'networkTxBytes' | 'blockReadBytes' | 'blockWriteBytes') =>
      near && sample[key] >= near[key] ? (sample[key] - near[key]) / seconds : null;
    series.times.push(at / 1000);
    series.cpu.push(sample.cpuPercent ?? null);
    series.memory.push(sample.memoryBytes);
    series.received.push(rate('networkRxBytes'));
    series.sent.push(rate('networkTxBytes'));
    series.read.push(rate('blockReadBytes'));
    series.written.push(rate('blockWriteBytes'));
    series.pids.push(sample.pids);
    previous = sample;
  }
  return series;
}

/** The newest known value. */
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

function addGap(series: StatsSeries, time: number): void {
  series.times.push(time);
  for (const values of [
    series.cpu,
    series.memory,
    series.received,
    series.sent,
    series.read,
    series.written,
    series.pids,
  ]) {
    values.push(null);
  }
}
