// One object of GET /containers/{id}/stats → StatsSample. Formulas: docker/cli, cli/command/container/stats_helpers.go.

import type { StatsCounters, StatsLimits, StatsReading, StatsSample } from '../../model/statsSample';
import { count, isRaw, items, present, type Raw, raw, text, time } from './read';

export function statsLimits(inspected: unknown, info: unknown): StatsLimits {
  const host = raw(raw(inspected).HostConfig);
  const nanoCpus = count(host.NanoCpus) ?? 0;
  const quota = count(host.CpuQuota) ?? 0;
  // The kernel's default period, which the engine writes as 0.
  const period = count(host.CpuPeriod) || 100_000;
  return present({
    cpuLimit: nanoCpus > 0 ? nanoCpus / 1e9 : quota > 0 ? quota / period : undefined,
    memoryLimitBytes: count(host.Memory) || undefined,
    machineBytes: count(raw(info).MemTotal) || undefined,
  });
}

/** The sample, or undefined where the engine only says that the container does not run (its zero time). */
export function statsRecord(value: unknown, limits: StatsLimits): StatsSample | undefined {
  return sampleOf(raw(value), limits, undefined)?.sample;
}

/**
 * As `statsRecord`, with what the next reading needs. `earlier` is the container's reading before: a single reading of the
 * engine (`one-shot`) has nothing to compare with in itself.
 */
export function statsReading(
  value: unknown,
  limits: Pick<StatsReading, 'limits' | 'limitsReadAt'>,
  earlier?: StatsCounters,
): StatsReading | undefined {
  const read = sampleOf(raw(value), limits.limits, earlier);
  return read && { ...read, limits: limits.limits, limitsReadAt: limits.limitsReadAt };
}

function sampleOf(
  stats: Raw,
  limits: StatsLimits,
  earlier: StatsCounters | undefined,
): Pick<StatsReading, 'sample' | 'counters'> | undefined {
  const at = time(stats.read);
  if (at === undefined) return undefined;
  const cpu = raw(stats.cpu_stats);
  const memory = raw(stats.memory_stats);
  const { usedBytes, cacheBytes } = memoryUse(memory);
  const network = networkTotals(stats);
  const block = blockTotals(stats);
  const pids = raw(stats.pids_stats);
  const counters = countersOf(cpu, at);
  const own = countersOf(raw(stats.precpu_stats), time(stats.preread));
  // After a restart the totals begin anew, and the reading before says nothing.
  const before = earlier && (earlier.cpu ?? 0) <= (counters.cpu ?? 0) ? earlier : own;
  const cpus = onlineCpus(cpu, stats);
  const cpuPercent = isWindows(stats) ? cpuPercentWindows(counters, before) : cpuPercentUnix(counters, before, cpus);
  const throttled = throttledShare(counters, before);
  const spanMs =
    cpuPercent === undefined || counters.atMs === undefined || before.atMs === undefined
      ? undefined
      : counters.atMs - before.atMs;
  const sample: StatsSample = {
    at,
    onlineCpus: cpus,
    memoryBytes: usedBytes,
    cacheBytes,
    networkRxBytes: network.read,
    networkTxBytes: network.written,
    blockReadBytes: block.read,
    blockWriteBytes: block.written,
    pids: count(pids.current) ?? 0,
    ...present({
      cpuPercent,
      spanMs,
      cpuLimit: limits.cpuLimit,
      throttled,
      memoryLimitBytes: memoryLimit(count(memory.limit), limits),
      pidsLimit: pidsLimit(count(pids.limit)),
    }),
  };
  return { sample, counters };
}

function countersOf(cpu: Raw, at: string | undefined): StatsCounters {
  const throttling = raw(cpu.throttling_data);
  return {
    periods: count(throttling.periods) ?? 0,
    throttledPeriods: count(throttling.throttled_periods) ?? 0,
    ...present({
      atMs: at === undefined ? undefined : Date.parse(at),
      cpu: count(raw(cpu.cpu_usage).total_usage),
      system: count(cpu.system_cpu_usage),
    }),
  };
}

/** Only Windows counts its processors here. */
function isWindows(stats: Raw): boolean {
  return (count(stats.num_procs) ?? 0) > 0;
}

function onlineCpus(cpu: Raw, stats: Raw): number {
  return count(cpu.online_cpus) || items(raw(cpu.cpu_usage).percpu_usage).length || count(stats.num_procs) || 1;
}

/** (container's CPU time ÷ machine's CPU time) × cores × 100, both since the reading before. */
function cpuPercentUnix(now: StatsCounters, before: StatsCounters, cpus: number): number | undefined {
  if (!now.system || !before.system || now.cpu === undefined || before.cpu === undefined) return undefined;
  if (now.system <= before.system || now.cpu <= before.cpu) return 0;
  return ((now.cpu - before.cpu) / (now.system - before.system)) * cpus * 100;
}

/** Windows counts in intervals of 100 ns. Unlike docker's column, this is per core as everywhere in the model. */
function cpuPercentWindows(now: StatsCounters, before: StatsCounters): number | undefined {
  const { atMs, cpu } = now;
  if (atMs === undefined || before.atMs === undefined || cpu === undefined || before.cpu === undefined)
    return undefined;
  const passedMs = atMs - before.atMs;
  if (!(passedMs > 0)) return undefined;
  return (Math.max(0, cpu - before.cpu) / (passedMs * 10_000)) * 100;
}

/** Without the file cache that the kernel would give back: `total_inactive_file` in cgroup v1, `inactive_file` in v2. */
function memoryUse(memory: Raw): { readonly usedBytes: number; readonly cacheBytes: number } {
  const workingSet = count(memory.privateworkingset);
  if (workingSet !== undefined) return { usedBytes: workingSet, cacheBytes: 0 };
  const usage = count(memory.usage) ?? 0;
  const details = raw(memory.stats);
  for (const cache of [count(details.total_inactive_file), count(details.inactive_file)]) {
    if (cache !== undefined && cache < usage) return { usedBytes: usage - cache, cacheBytes: cache };
  }
  return { usedBytes: usage, cacheBytes: 0 };
}

/**
 * A limit of its own, also one that `docker update` set after the start: then the engine reports less than the machine
 * has, which is what it reports for a container without a limit.
 */
function memoryLimit(reported: number | undefined, limits: StatsLimits): number | undefined {
  const { memoryLimitBytes: asked, machineBytes } = limits;
  if (!reported) return asked;
  if (machineBytes === undefined) return asked === undefined ? undefined : reported;
  return reported < machineBytes ? reported : undefined;
}

/** "No limit" is 0, or the largest number that the kernel's counter holds. */
function pidsLimit(reported: number | undefined): number | undefined {
  return reported && reported < 2 ** 31 ? reported : undefined;
}

function throttledShare(now: StatsCounters, before: StatsCounters): number | undefined {
  const periods = now.periods - before.periods;
  if (periods <= 0) return undefined;
  return Math.min(1, Math.max(0, now.throttledPeriods - before.throttledPeriods) / periods);
}

interface Totals {
  readonly read: number;
  readonly written: number;
}

/** All interfaces together; API 1.20 and earlier has one `network`. */
function networkTotals(stats: Raw): Totals {
  const all = isRaw(stats.networks) ? Object.values(stats.networks) : [stats.network];
  let read = 0;
  let written = 0;
  for (const one of all) {
    read += count(raw(one).rx_bytes) ?? 0;
    written += count(raw(one).tx_bytes) ?? 0;
  }
  return { read, written };
}

/** Per device and operation: `Read` and `Write` in cgroup v1, in small letters in v2. Windows has its own totals. */
function blockTotals(stats: Raw): Totals {
  const storage = raw(stats.storage_stats);
  let read = count(storage.read_size_bytes) ?? 0;
  let written = count(storage.write_size_bytes) ?? 0;
  for (const entry of items(raw(stats.blkio_stats).io_service_bytes_recursive)) {
    const operation = (text(raw(entry).op) ?? '').toLowerCase();
    if (operation === 'read') read += count(raw(entry).value) ?? 0;
    if (operation === 'write') written += count(raw(entry).value) ?? 0;
  }
  return { read, written };
}
