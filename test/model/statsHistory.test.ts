import assert from 'node:assert/strict';
import { fullMs, historyMs, statsHistory, thinMs } from '../../src/model/statsHistory';
import { sampleAt } from '../feeds/stats/samples';

describe('statsHistory', () => {
  it('keeps the last minutes whole, and one reading for each half minute before', () => {
    const history = statsHistory();
    const seconds = 2 * 3600;
    for (let second = 0; second < seconds; second++) history.add(sampleAt(second, { spanMs: 1000, cpuPercent: 10 }));
    const { samples } = history;
    const last = Date.parse(samples.at(-1)?.at ?? '');
    const full = samples.filter(({ at }) => Date.parse(at) > last - fullMs);
    assert.equal(full.length, fullMs / 1000);
    const older = samples.length - full.length;
    const spans = (seconds * 1000 - fullMs) / thinMs;
    assert.ok(older >= spans - 1 && older <= spans + 2 * (thinMs / 1000) + 2, `${older} for ${spans}`);
  });

  it('is bounded, however long it goes on', () => {
    const history = statsHistory();
    let most = 0;
    for (let second = 0; second < 24 * 3600; second += 2) {
      history.add(sampleAt(second, { spanMs: 2000 }));
      most = Math.max(most, history.samples.length);
    }
    assert.ok(most < historyMs / thinMs + fullMs / 1000, `${most} readings`);
    const [first, last] = [history.samples[0], history.samples.at(-1)];
    assert.ok(Date.parse(last?.at ?? '') - Date.parse(first?.at ?? '') <= historyMs + 2 * thinMs);
  });

  it('joins old readings: the average CPU over its time, the highest memory, the last totals', () => {
    const history = statsHistory();
    // The first two lie within one span of half a minute.
    history.add(sampleAt(10, { spanMs: 1000, cpuPercent: 90, memoryBytes: 500, cacheBytes: 7, networkRxBytes: 1 }));
    history.add(sampleAt(13, { spanMs: 3000, cpuPercent: 10, memoryBytes: 100, networkRxBytes: 5, pids: 4 }));
    history.add(sampleAt(fullMs / 1000 + 100));
    const [joined, ...others] = history.samples;
    assert.equal(others.length, 1);
    assert.deepEqual(joined, {
      ...sampleAt(13, { spanMs: 4000, cpuPercent: 30, memoryBytes: 500, cacheBytes: 7, networkRxBytes: 5, pids: 4 }),
    });
  });

  it('keeps an unknown CPU share unknown, and takes nothing that is not newer', () => {
    const history = statsHistory([sampleAt(5)]);
    assert.deepEqual(
      [history.add(sampleAt(5)), history.add(sampleAt(4)), history.add(sampleAt(6))],
      [false, false, true],
    );
    history.add(sampleAt(fullMs / 1000 + 100));
    assert.equal('cpuPercent' in (history.samples[0] ?? {}), false);
  });
});
