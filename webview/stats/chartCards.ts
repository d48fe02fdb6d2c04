// What each chart shows of the chosen containers: lines, a limit, and the newest values in words.

import { cpuCeiling } from '../../src/model/statsLevels';
import type { StatsSample } from '../../src/model/statsSample';
import type { ChartData, ChartLine, ChartMark } from '../shared/chart';
import type { Aligned } from './alignSeries';
import { highest, newest, type SeriesKey, type StatsSeries } from './statsSeries';
import { type CpuUnit, count, inUnit, percent, rate, share, size } from './units';

export interface Charted {
  readonly name: string;
  readonly last: StatsSample;
  readonly series: StatsSeries;
}

export interface ChartCard {
  readonly title: string;
  /** The newest values of the only container; empty for several, whose legend says them. */
  readonly now: string;
  readonly more: string;
  readonly data: ChartData;
}

/** Colour and strokes of each container of several. */
export const palette: readonly string[] = ['blue', 'orange', 'purple', 'green', 'yellow', 'red'].map(
  (name) => `--vscode-charts-${name}`,
);
const strokes: readonly (readonly number[])[] = [[], [8, 3], [2, 3], [8, 3, 2, 3], [14, 4], [4, 2]];

export function chartCards(
  all: readonly Charted[],
  aligned: Aligned,
  marks: readonly ChartMark[],
  unit: CpuUnit,
): readonly ChartCard[] {
  const [only] = all;
  if (!only) return [];
  const { last, series } = only;
  const one = all.length === 1;
  const card = (title: string, parts: CardParts): ChartCard => {
    const { keys, now, more, limit, least, format } = parts;
    const lines = keys.flatMap((key, place) => all.map((_, i) => lineOf(all, aligned, i, key, place, parts)));
    const data = { times: aligned.times, lines, limit: common(all, limit), marks, least, format };
    return { title, now: one ? now : '', more: one ? more : '', data };
  };
  const cores = last.cpuLimit ?? last.onlineCpus;
  const share100 = unit === 'core' ? 'one core' : `all ${last.onlineCpus} cores`;
  const allowed = `${Number(cores.toFixed(2))} ${cores === 1 ? 'core' : 'cores'}${last.cpuLimit === undefined ? '' : ' allowed'}`;
  const scaled = (value: number, sample: StatsSample) => inUnit(value, unit, sample.onlineCpus);
  return [
    card(`CPU (100 % is ${share100})`, {
      keys: ['cpu'],
      scale: scaled,
      now: percent(scaledNewest(series.cpu, (value) => scaled(value, last))),
      more: `of ${allowed}`,
      limit: (sample) => (sample.cpuLimit === undefined ? undefined : scaled(cpuCeiling(sample), sample)),
      ...{ least: unit === 'core' ? 10 : 5, format: percent },
    }),
    card('Memory', {
      keys: one ? ['memory', 'cache'] : ['memory'],
      labels: ['in use', 'file cache'],
      now: `${size(last.memoryBytes)}${share(last.memoryBytes, last.memoryLimitBytes)}`,
      more: `${last.memoryLimitBytes === undefined ? 'no limit' : `limit ${size(last.memoryLimitBytes)}`} · file cache ${size(last.cacheBytes)}`,
      limit: (sample, own) => near(sample.memoryLimitBytes, own.memory),
      ...{ least: 1_000_000, format: size },
    }),
    card('Network', {
      keys: ['received', 'sent'],
      labels: ['↓ received', '↑ sent'],
      now: `↓ ${rate(newest(series.received))}  ↑ ${rate(newest(series.sent))}`,
      more: `received ${size(last.networkRxBytes)} · sent ${size(last.networkTxBytes)} in all`,
      ...{ least: 1000, format: rate },
    }),
    card('Block I/O', {
      keys: ['read', 'written'],
      labels: ['read', 'write'],
      now: `read ${rate(newest(series.read))}  write ${rate(newest(series.written))}`,
      more: `read ${size(last.blockReadBytes)} · written ${size(last.blockWriteBytes)} in all`,
      ...{ least: 1000, format: rate },
    }),
    card('Processes and threads', {
      keys: ['pids'],
      now: count(last.pids),
      more: last.pidsLimit === undefined ? 'no limit' : `limit ${count(last.pidsLimit)}`,
      limit: (sample, own) => near(sample.pidsLimit, own.pids),
      ...{ least: 5, format: count },
    }),
    card('CPU throttled', {
      keys: ['throttled'],
      now: last.cpuLimit === undefined ? 'no CPU limit' : percent(newest(series.throttled) ?? 0),
      more: last.cpuLimit === undefined ? '' : 'of the periods',
      ...{ least: 10, format: percent },
    }),
  ];
}

interface CardParts {
  readonly keys: readonly SeriesKey[];
  /** Of each key, where there is more than one. */
  readonly labels?: readonly string[];
  readonly now: string;
  readonly more: string;
  readonly least: number;
  format(value: number): string;
  limit?(sample: StatsSample, series: StatsSeries): number | undefined;
  scale?(value: number, sample: StatsSample): number;
}

function lineOf(
  all: readonly Charted[],
  aligned: Aligned,
  index: number,
  key: SeriesKey,
  place: number,
  { keys, labels, scale }: CardParts,
): ChartLine {
  const charted = all[index];
  const raw = aligned.values(index, key);
  const values =
    scale && charted
      ? raw.map((value) => (value === null || value === undefined ? value : scale(value, charted.last)))
      : raw;
  // A single container has a colour for each of its values, several have one each.
  const one = all.length === 1;
  const own = one ? (singleColours[key] ?? 'blue') : undefined;
  const name = charted?.name ?? '';
  return {
    label: one ? (labels?.[place] ?? '') : keys.length > 1 ? `${name} ${labels?.[place] ?? ''}` : name,
    colour: own === undefined ? (palette[index % palette.length] ?? '') : `--vscode-charts-${own}`,
    dash: one ? (place > 0 ? [2, 3] : []) : place > 0 ? [1, 4] : (strokes[index % strokes.length] ?? []),
    values,
  };
}

const singleColours: Partial<Record<SeriesKey, string>> = {
  cpu: 'blue',
  memory: 'purple',
  cache: 'foreground',
  received: 'green',
  sent: 'orange',
  read: 'green',
  written: 'orange',
  pids: 'yellow',
  throttled: 'red',
};

/** A limit far above what is used would flatten the line, so it is only said in words then. */
function near(limit: number | undefined, values: readonly (number | null)[]): number | undefined {
  return limit !== undefined && limit <= (highest(values) ?? 0) * 20 ? limit : undefined;
}

/** A limit is drawn where all have the same. */
function common(all: readonly Charted[], limit: CardParts['limit']): number | undefined {
  const limits = new Set(all.map(({ last, series }) => limit?.(last, series)));
  return limits.size === 1 ? [...limits][0] : undefined;
}

function scaledNewest(values: readonly (number | null)[], scale: (value: number) => number): number | undefined {
  const value = newest(values);
  return value === undefined ? undefined : scale(value);
}
