// How near a container is to its limits: what a table colours, and says in words.

import type { StatsSample } from './statsSample';

export type StatsLevel = 'ok' | 'high' | 'critical';

/** Shares of a limit, in per cent. */
export const highPercent = 80;
export const criticalPercent = 95;
/** Share of the CPU periods in which a container was throttled, in per cent. */
export const throttledHighPercent = 25;

/** Per cent of one core that all it may use are: its quota, else the machine's cores. */
export function cpuCeiling(sample: StatsSample): number {
  return (sample.cpuLimit ?? sample.onlineCpus) * 100;
}

export function cpuLevel(sample: StatsSample): StatsLevel {
  return levelOf(sample.cpuPercent, cpuCeiling(sample));
}

/** Without a limit of its own there is nothing to be near to. */
export function memoryLevel(sample: StatsSample): StatsLevel {
  return levelOf(sample.memoryBytes, sample.memoryLimitBytes);
}

export function pidsLevel(sample: StatsSample): StatsLevel {
  return levelOf(sample.pids, sample.pidsLimit);
}

export function throttledLevel(sample: StatsSample): StatsLevel {
  return (sample.throttled ?? 0) * 100 >= throttledHighPercent ? 'high' : 'ok';
}

function levelOf(value: number | undefined, limit: number | undefined): StatsLevel {
  if (value === undefined || !limit) return 'ok';
  const share = (value / limit) * 100;
  return share >= criticalPercent ? 'critical' : share >= highPercent ? 'high' : 'ok';
}
