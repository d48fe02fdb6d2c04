import assert from 'node:assert/strict';
import {
  cpuLevel,
  defaultThresholds,
  memoryLevel,
  pidsLevel,
  readThresholds,
  throttledLevel,
} from '../../src/model/statsLevels';
import { sampleAt } from '../feeds/stats/samples';

const plain = defaultThresholds;

describe('levels of stats', () => {
  it('measure the CPU by the quota, else by all cores', () => {
    const levels = (more: object) =>
      [79, 80, 95].map((cpuPercent) => cpuLevel(sampleAt(0, { cpuPercent, ...more }), plain));
    assert.deepEqual(levels({ cpuLimit: 1 }), ['ok', 'high', 'critical']);
    assert.deepEqual(levels({}), ['ok', 'ok', 'ok']);
    assert.equal(cpuLevel(sampleAt(0, { cpuPercent: 195 }), plain), 'critical');
  });

  it('say nothing where there is no limit or no reading', () => {
    assert.equal(memoryLevel(sampleAt(0, { memoryBytes: 1e12 }), plain), 'ok');
    assert.equal(cpuLevel(sampleAt(0), plain), 'ok');
    assert.equal(pidsLevel(sampleAt(0, { pids: 1000 }), plain), 'ok');
    assert.equal(throttledLevel(sampleAt(0), plain), 'ok');
  });

  it('measure memory, processes and throttling by their limits', () => {
    assert.equal(memoryLevel(sampleAt(0, { memoryBytes: 80, memoryLimitBytes: 100 }), plain), 'high');
    assert.equal(pidsLevel(sampleAt(0, { pids: 96, pidsLimit: 100 }), plain), 'critical');
    assert.deepEqual(
      [0.24, 0.25].map((throttled) => throttledLevel(sampleAt(0, { throttled }), plain)),
      ['ok', 'high'],
    );
  });

  it('begin where the setting says', () => {
    const low = readThresholds({ high: 10, critical: 20, throttled: 1 });
    assert.deepEqual(
      [9, 10, 20].map((memoryBytes) => memoryLevel(sampleAt(0, { memoryBytes, memoryLimitBytes: 100 }), low)),
      ['ok', 'high', 'critical'],
    );
    assert.equal(throttledLevel(sampleAt(0, { throttled: 0.01 }), low), 'high');
  });

  it('take no setting that cannot be: each has its own default', () => {
    for (const setting of [undefined, null, 'high', 3, [], {}, { high: '80', critical: Number.NaN, throttled: 0 }])
      assert.deepEqual(readThresholds(setting), defaultThresholds);
    assert.deepEqual(readThresholds({ high: 70, critical: 101 }), { high: 70, critical: 95, throttled: 25 });
    assert.deepEqual(readThresholds({ critical: 50 }), { high: 50, critical: 50, throttled: 25 });
  });
});
