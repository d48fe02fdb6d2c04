// Readings as an engine tells them, for tests.
import { defaultThresholds } from '../../../src/model/statsLevels';
import type { StatsSample } from '../../../src/model/statsSample';
import type { StatsSettings } from '../../../src/views/panels/statsSettings';

/** `second`: after a fixed beginning. */
export function sampleAt(second: number, more: Partial<StatsSample> = {}): StatsSample {
  return {
    at: new Date(1_000_000_000_000 + second * 1000).toISOString(),
    onlineCpus: 2,
    memoryBytes: 100,
    cacheBytes: 0,
    networkRxBytes: 0,
    networkTxBytes: 0,
    blockReadBytes: 0,
    blockWriteBytes: 0,
    pids: 1,
    ...more,
  };
}

/** Settings of the stats panel as they are at first. */
export const plainStats: StatsSettings = {
  thresholds: () => defaultThresholds,
  onThresholds: () => ({ dispose: () => undefined }),
};
