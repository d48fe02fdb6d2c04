// One reading of a container's resource use. Rates are over the time since the previous reading.

export interface StatsSample {
  /** ISO 8601. */
  readonly at: string;
  /** Per cent of one core (two busy cores: 200); absent for the first reading, which has nothing to compare with. */
  readonly cpuPercent?: number;
  /** Milliseconds over which `cpuPercent` and `throttled` were measured; absent where both are. */
  readonly spanMs?: number;
  readonly onlineCpus: number;
  /** Cores the container may use, from its quota; absent: all. */
  readonly cpuLimit?: number;
  /** Share of CPU periods in which it was throttled, 0 to 1. */
  readonly throttled?: number;
  /** Bytes in use without the reclaimable file cache, as `docker stats` counts. */
  readonly memoryBytes: number;
  readonly cacheBytes: number;
  /** Bytes; absent: no limit of its own. */
  readonly memoryLimitBytes?: number;
  /** Totals since the container started, bytes. */
  readonly networkRxBytes: number;
  readonly networkTxBytes: number;
  readonly blockReadBytes: number;
  readonly blockWriteBytes: number;
  readonly pids: number;
  readonly pidsLimit?: number;
}

/** What only inspect and info know of a container's limits. */
export interface StatsLimits {
  /** Cores. */
  readonly cpuLimit?: number;
  /** `HostConfig.Memory` where it is set, bytes. */
  readonly memoryLimitBytes?: number;
  /** The machine's memory, bytes: what the engine reports as the limit of a container that has none. */
  readonly machineBytes?: number;
}

/** Totals of one reading, as far as the engine told them; two of them make a share of the CPU. */
export interface StatsCounters {
  /** Epoch milliseconds. */
  readonly atMs?: number;
  /** The container's CPU time: nanoseconds, on Windows intervals of 100 ns. */
  readonly cpu?: number;
  /** The machine's CPU time, all cores together, nanoseconds; Windows does not tell it. */
  readonly system?: number;
  readonly periods: number;
  readonly throttledPeriods: number;
}

/** A sample with what the next one of the same container is compared with. */
export interface StatsReading {
  readonly sample: StatsSample;
  readonly counters: StatsCounters;
  readonly limits: StatsLimits;
  /** Epoch milliseconds. */
  readonly limitsReadAt: number;
}

/** What happened to a container, as a mark on the time axis. */
export interface StatsMark {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: 'started' | 'restarted' | 'ended' | 'oom' | 'unhealthy' | 'healthy';
  /** Of what ended, and of a restart: the exit code before it. */
  readonly exitCode?: number;
}
