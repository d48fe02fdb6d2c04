import assert from 'node:assert/strict';
import { statsLimits, statsReading, statsRecord } from '../../src/engine/records/statsRecord';

const base = { read: '2026-01-01T00:00:02Z', preread: '2026-01-01T00:00:01Z' };

function sample(more: object, limits = {}) {
  const read = statsRecord({ ...base, ...more }, limits);
  assert.ok(read);
  return read;
}

const cpu = (total: number, system: number, more: object = {}) => ({
  cpu_usage: { total_usage: total },
  system_cpu_usage: system,
  ...more,
});

describe('a stats sample', () => {
  it('counts CPU as the docker CLI does', () => {
    const both = { cpu_stats: cpu(300e6, 4e9, { online_cpus: 4 }), precpu_stats: cpu(100e6, 2e9) };
    assert.equal(sample(both).cpuPercent, 40);
    assert.equal(sample(both).onlineCpus, 4);
    // Without `online_cpus` (before API 1.27) the cores are counted.
    const old = { ...cpu(300e6, 4e9), cpu_usage: { total_usage: 300e6, percpu_usage: [1, 2] } };
    assert.equal(sample({ cpu_stats: old, precpu_stats: cpu(100e6, 2e9) }).cpuPercent, 20);
  });

  it('has no CPU share for the first reading, and none below zero', () => {
    assert.equal(
      sample({ cpu_stats: cpu(5, 5), precpu_stats: { cpu_usage: { total_usage: 0 } } }).cpuPercent,
      undefined,
    );
    assert.equal(sample({}).cpuPercent, undefined);
    assert.equal(sample({ cpu_stats: cpu(5, 9), precpu_stats: cpu(7, 8) }).cpuPercent, 0);
  });

  it('counts Windows by intervals of 100 ns, per core', () => {
    const windows = {
      num_procs: 4,
      cpu_stats: { cpu_usage: { total_usage: 15e6 } },
      precpu_stats: { cpu_usage: { total_usage: 5e6 } },
      memory_stats: { privateworkingset: 123, commitbytes: 999 },
      storage_stats: { read_size_bytes: 5, write_size_bytes: 6 },
    };
    const read = sample(windows);
    assert.deepEqual(
      [read.cpuPercent, read.memoryBytes, read.blockReadBytes, read.blockWriteBytes, read.onlineCpus],
      [100, 123, 5, 6, 4],
    );
  });

  it('takes the reclaimable cache out of the memory, in both cgroup versions', () => {
    const memory = (stats: object) => {
      const { memoryBytes, cacheBytes } = sample({ memory_stats: { usage: 100, stats } });
      return [memoryBytes, cacheBytes];
    };
    assert.deepEqual(memory({ total_inactive_file: 30, inactive_file: 10 }), [70, 30]);
    assert.deepEqual(memory({ inactive_file: 10 }), [90, 10]);
    assert.deepEqual(memory({ inactive_file: 1000 }), [100, 0]);
    assert.deepEqual(memory({}), [100, 0]);
  });

  it('shows only limits of its own', () => {
    const limit = (reported: number, inspected: object, MemTotal?: number) =>
      sample({ memory_stats: { limit: reported } }, statsLimits({ HostConfig: inspected }, { MemTotal }))
        .memoryLimitBytes;
    assert.equal(limit(1000, { Memory: 0 }, 1000), undefined);
    assert.equal(limit(64, { Memory: 64 }, 1000), 64);
    // Set by `docker update` after the first reading.
    assert.equal(limit(96, { Memory: 0 }, 1000), 96);
    assert.equal(limit(64, { Memory: 64 }), 64);
    assert.equal(limit(1000, {}), undefined);
    assert.equal(limit(0, { Memory: 64 }, 1000), 64);
  });

  it('knows the cores that a quota leaves', () => {
    const cores = (HostConfig: object) => statsLimits({ HostConfig }, {}).cpuLimit;
    assert.equal(cores({ NanoCpus: 15e8 }), 1.5);
    assert.equal(cores({ CpuQuota: 50_000, CpuPeriod: 25_000 }), 2);
    assert.equal(cores({ CpuQuota: 50_000, CpuPeriod: 0 }), 0.5);
    assert.equal(cores({ CpuQuota: -1 }), undefined);
    assert.equal(cores({}), undefined);
  });

  it('adds up interfaces and devices', () => {
    const read = sample({
      networks: { eth0: { rx_bytes: 1, tx_bytes: 2 }, eth1: { rx_bytes: 10, tx_bytes: 20 }, odd: null },
      blkio_stats: {
        io_service_bytes_recursive: [
          { op: 'Read', value: 1 },
          { op: 'read', value: 2 },
          { op: 'Write', value: 4 },
          { op: 'Total', value: 99 },
        ],
      },
      pids_stats: { current: 3, limit: 18446744073709552000 },
    });
    assert.deepEqual([read.networkRxBytes, read.networkTxBytes], [11, 22]);
    assert.deepEqual([read.blockReadBytes, read.blockWriteBytes], [3, 4]);
    assert.deepEqual([read.pids, read.pidsLimit], [3, undefined]);
    assert.equal(
      sample({ network: { rx_bytes: 7 }, blkio_stats: { io_service_bytes_recursive: null } }).networkRxBytes,
      7,
    );
  });

  it('tells the share of throttled periods', () => {
    const throttling = (periods: number, throttled: number) => ({
      throttling_data: { periods, throttled_periods: throttled },
    });
    assert.equal(sample({ cpu_stats: throttling(30, 9), precpu_stats: throttling(10, 4) }).throttled, 0.25);
    assert.equal(sample({ cpu_stats: throttling(10, 4), precpu_stats: throttling(10, 4) }).throttled, undefined);
  });

  it('is none while the container does not run', () => {
    assert.equal(statsRecord({ read: '0001-01-01T00:00:00Z', pids_stats: {} }, {}), undefined);
    assert.equal(statsRecord(null, {}), undefined);
  });
});

describe('a single reading of stats', () => {
  const none = { limits: {}, limitsReadAt: 0 };
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  const reading = (second: number, total: number, system: number, more: object = {}) => ({
    // As with `one-shot`: nothing to compare with in itself.
    ...{ read: at(second), preread: '0001-01-01T00:00:00Z', precpu_stats: { cpu_usage: { total_usage: 0 } } },
    cpu_stats: { ...cpu(total, system, { online_cpus: 2 }), ...more },
  });

  it('is compared with the one before, over the time between them', () => {
    const throttling = (periods: number, throttled_periods: number) => ({
      throttling_data: { periods, throttled_periods },
    });
    const first = statsReading(reading(0, 1e9, 10e9, throttling(10, 0)), none) ?? assert.fail();
    assert.deepEqual([first.sample.cpuPercent, first.sample.spanMs], [undefined, undefined]);
    const next = statsReading(reading(5, 2e9, 20e9, throttling(60, 10)), none, first.counters) ?? assert.fail();
    assert.deepEqual([next.sample.cpuPercent, next.sample.spanMs, next.sample.throttled], [20, 5000, 0.2]);
    // The one after is compared with this one.
    assert.equal(statsReading(reading(6, 2.5e9, 22e9), none, next.counters)?.sample.cpuPercent, 50);
  });

  it('has no CPU share when the container was restarted meanwhile', () => {
    const first = statsReading(reading(0, 9e9, 10e9), none) ?? assert.fail();
    const next = statsReading(reading(5, 1e9, 20e9), none, first.counters) ?? assert.fail();
    assert.deepEqual([next.sample.cpuPercent, next.sample.spanMs], [undefined, undefined]);
  });

  it('counts Windows by the time between the two', () => {
    const windows = (second: number, total: number) => ({
      ...{ read: at(second), num_procs: 4, memory_stats: { privateworkingset: 1 } },
      cpu_stats: { cpu_usage: { total_usage: total } },
    });
    const first = statsReading(windows(0, 0), none) ?? assert.fail();
    // Two cores busy for five seconds, in intervals of 100 ns.
    const next = statsReading(windows(5, 2 * 5 * 1e7), none, first.counters);
    assert.deepEqual([next?.sample.cpuPercent, next?.sample.onlineCpus], [200, 4]);
  });

  it('keeps the limits it was read with', () => {
    const limits = { limits: { cpuLimit: 0.5, machineBytes: 1000 }, limitsReadAt: 7 };
    const read = statsReading({ ...reading(0, 1, 1), memory_stats: { usage: 5, limit: 1000 } }, limits);
    assert.deepEqual([read?.sample.cpuLimit, read?.sample.memoryLimitBytes, read?.limitsReadAt], [0.5, undefined, 7]);
    assert.equal(statsReading({ read: '0001-01-01T00:00:00Z' }, limits), undefined);
  });
});
