import assert from 'node:assert/strict';
import type { StatsSample } from '../../../src/model/statsSample';
import { highest, sparkline, statsSeries } from '../../../webview/stats/statsSeries';

function sample(second: number, more: Partial<StatsSample> = {}): StatsSample {
  return {
    at: new Date(1_000_000_000_000 + second * 1000).toISOString(),
    cpuPercent: second,
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

describe('statsSeries', () => {
  it('turns totals into rates over the time between readings', () => {
    const series = statsSeries([sample(0), sample(2, { networkRxBytes: 500 }), sample(3, { networkRxBytes: 600 })]);
    assert.deepEqual(series.received, [null, 250, 100]);
    assert.deepEqual(series.cpu, [0, 2, 3]);
  });

  it('does not know the rate when a counter starts anew', () => {
    const series = statsSeries([sample(0, { blockReadBytes: 900 }), sample(1, { blockReadBytes: 10 })]);
    assert.deepEqual(series.read, [null, null]);
  });

  it('breaks the line where readings are missing, instead of drawing through', () => {
    const series = statsSeries([sample(0), sample(60, { networkRxBytes: 6000 }), sample(61, { networkRxBytes: 6100 })]);
    assert.deepEqual(series.memory, [100, null, 100, 100]);
    assert.deepEqual(series.received, [null, null, null, 100]);
    assert.equal(series.times.length, 4);
  });

  it('goes on over the time that was measured, of what is read in turn or joined from many', () => {
    const series = statsSeries([sample(0), sample(20, { spanMs: 20_000, networkRxBytes: 2000 })]);
    assert.deepEqual(series.memory, [100, 100]);
    assert.deepEqual(series.received, [null, 100]);
    assert.equal(statsSeries([sample(0), sample(60, { spanMs: 20_000 })]).times.length, 3);
  });

  it('leaves out readings that go back in time', () => {
    assert.equal(statsSeries([sample(5), sample(4), sample(6)]).times.length, 2);
  });

  it('keeps an unknown CPU share unknown', () => {
    const { cpuPercent: _, ...first } = sample(0);
    assert.deepEqual(statsSeries([first]).cpu, [null]);
  });
});

describe('sparkline', () => {
  it('scales from zero to the highest value and breaks at gaps', () => {
    assert.deepEqual(sparkline([0, 10, null, 5], 30, 10), ['0.0,10.0 10.0,0.0', '30.0,5.0']);
    assert.deepEqual(sparkline([1], 30, 10, 10), ['0.0,9.0']);
    assert.deepEqual(sparkline([], 30, 10), []);
    assert.equal(highest([null]), undefined);
  });
});
