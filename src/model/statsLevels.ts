// How near a container is to its limits: what a table colours, and says in words.

import type { StatsSample } from './statsSample';

export type StatsLevel = 'ok' | 'high' | 'critical';

/** In per cent: shares of a limit, and the share of the CPU periods in which a container was throttled. */
export interface StatsThresholds {
  readonly high: number;
  readonly critical: number;
  readonly throttled: number;
}

export const defaultThresholds: StatsThresholds = { high: 80, critical: 95, throttled: 25 };

/** What a person wrote into the settings, with the default for each that cannot be: 1 to 100, and none above `critical`. */
export function readThresholds(setting: unknown): StatsThresholds {
  const given: { readonly [key: string]: unknown } =
    typeof setting === 'object' && setting !== null ? { ...setting } : {};
  const read = (key: keyof StatsThresholds) => {
    const value = given[key];
    return typeof value === 'number' && value >= 1 && value <= 100 ? value : defaultThresholds[key];
  };
  const critical = read('critical');
  return { high: Math.min(read('high'), critical), critical, throttled: read('throttled') };
}

/** Per cent of one core that all it may use are: its quota, else the machine's cores. */
export function cpuCeiling(sample: StatsSample): number {
  return (sample.cpuLimit ?? sample.onlineCpus) * 100;
}

export function cpuLevel(sample: StatsSample, thresholds: StatsThresholds): StatsLevel {
  return levelOf(sample.cpuPercent, cpuCeiling(sample), thresholds);
}

/** Without a limit of its own there is nothing to be near to. */
export function memoryLevel(sample: StatsSample, thresholds: StatsThresholds): StatsLevel {
  return levelOf(sample.memoryBytes, sample.memoryLimitBytes, thresholds);
}

export function pidsLevel(sample: StatsSample, thresholds: StatsThresholds): StatsLevel {
  return levelOf(sample.pids, sample.pidsLimit, thresholds);
}

export function throttledLevel(sample: StatsSample, { throttled }: StatsThresholds): StatsLevel {
  return (sample.throttled ?? 0) * 100 >= throttled ? 'high' : 'ok';
}

function levelOf(
  value: number | undefined,
  limit: number | undefined,
  { high, critical }: StatsThresholds,
): StatsLevel {
  if (value === undefined || !limit) return 'ok';
  const share = (value / limit) * 100;
  return share >= critical ? 'critical' : share >= high ? 'high' : 'ok';
}
