// Readings as an engine tells them, for tests.
import type { StatsSample } from '../../../src/model/statsSample';

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
