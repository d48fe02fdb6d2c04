import assert from 'node:assert/strict';
import { cpuLevel, memoryLevel, pidsLevel, throttledLevel } from '../../src/model/statsLevels';
import { sampleAt } from '../feeds/stats/samples';

describe('levels of stats', () => {
  it('measure the CPU by the quota, else by all cores', () => {
    const levels = (more: object) => [79, 80, 95].map((cpuPercent) => cpuLevel(sampleAt(0, { cpuPercent, ...more })));
    assert.deepEqual(levels({ cpuLimit: 1 }), ['ok', 'high', 'critical']);
    assert.deepEqual(levels({}), ['ok', 'ok', 'ok']);
    assert.equal(cpuLevel(sampleAt(0, { cpuPercent: 195 })), 'critical');
  });

  it('say nothing where there is no limit or no reading', () => {
    assert.equal(memoryLevel(sampleAt(0, { memoryBytes: 1e12 })), 'ok');
    assert.equal(cpuLevel(sampleAt(0)), 'ok');
    assert.equal(pidsLevel(sampleAt(0, { pids: 1000 })), 'ok');
    assert.equal(throttledLevel(sampleAt(0)), 'ok');
  });

  it('measure memory, processes and throttling by their limits', () => {
    assert.equal(memoryLevel(sampleAt(0, { memoryBytes: 80, memoryLimitBytes: 100 })), 'high');
    assert.equal(pidsLevel(sampleAt(0, { pids: 96, pidsLimit: 100 })), 'critical');
    assert.deepEqual(
      [0.24, 0.25].map((throttled) => throttledLevel(sampleAt(0, { throttled }))),
      ['ok', 'high'],
    );
  });
});
