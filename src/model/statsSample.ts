// One reading of a container's resource use. Rates are over the time since the previous reading.

export interface StatsSample {
  /** ISO 8601. */
  readonly at: string;
  /** Per cent of one core (two busy cores: 200); absent for the first reading, which has nothing to compare with. */
  readonly cpuPercent?: number;
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
