import assert from 'node:assert/strict';
import type { StatsMark, StatsSample } from '../../../src/model/statsSample';
import { alignSeries, nearestIndex } from '../../../webview/stats/alignSeries';
import { type Charted, chartCards } from '../../../webview/stats/chartCards';
import { ChartDesk } from '../../../webview/stats/chartDesk';
import { chartMove } from '../../../webview/stats/chartKeys';
import { markWords, toldMarks } from '../../../webview/stats/statsMarks';
import { statsSeries } from '../../../webview/stats/statsSeries';
import { statsStore } from '../../../webview/stats/statsStore';
import { sampleAt } from '../../feeds/stats/samples';

function charted(name: string, samples: readonly StatsSample[]): Charted {
  const last = samples.at(-1) ?? assert.fail();
  return { name, last, series: statsSeries(samples) };
}

const cardsOf = (all: readonly Charted[], unit: 'core' | 'all' = 'core') =>
  chartCards(all, alignSeries(all.map(({ series }) => series)), [], unit);

describe('charts of stats', () => {
  it('show one container with its limits, the cache apart, and the newest values in words', () => {
    const limits = { cpuLimit: 0.5, memoryLimitBytes: 200, pidsLimit: 10 };
    const cards = cardsOf([
      charted('api', [sampleAt(0), sampleAt(1, { cpuPercent: 40, cacheBytes: 30, throttled: 0.5, ...limits })]),
    ]);
    assert.deepEqual(
      cards.map(({ now }) => now),
      ['40.0 %', '100 B (50.0 %)', '↓ 0 B/s  ↑ 0 B/s', 'read 0 B/s  write 0 B/s', '1', '50.0 %'],
    );
    const [cpu, memory, , , pids, throttled] = cards;
    assert.deepEqual([cpu?.data.limit, memory?.data.limit, pids?.data.limit], [50, 200, 10]);
    assert.deepEqual(
      memory?.data.lines.map(({ values }) => values),
      [
        [100, 100],
        [0, 30],
      ],
    );
    assert.deepEqual(throttled?.data.lines[0]?.values, [null, 50]);
    assert.match(cpu?.title ?? '', /one core/);
  });

  it('scale the CPU and its limit to all cores where that was chosen', () => {
    const [cpu] = cardsOf([charted('api', [sampleAt(1, { cpuPercent: 40, cpuLimit: 1 })])], 'all');
    assert.deepEqual([cpu?.now, cpu?.data.limit, cpu?.data.lines[0]?.values], ['20.0 %', 50, [20]]);
    assert.match(cpu?.title ?? '', /all 2 cores/);
  });

  it('lay several containers over one time, and draw a limit only where all have it', () => {
    const a = charted('a', [sampleAt(0, { memoryLimitBytes: 200 }), sampleAt(2, { memoryLimitBytes: 200 })]);
    const b = charted('b', [sampleAt(1), sampleAt(30)]);
    const cards = cardsOf([a, b]);
    const memory = cards[1] ?? assert.fail();
    const start = 1_000_000_000;
    assert.deepEqual(
      memory.data.times.map((time) => time - start),
      [0, 1, 2, 2, 30].filter((time, i, all) => all.indexOf(time) === i),
    );
    assert.deepEqual(
      memory.data.lines.map(({ label, values }) => [label, values]),
      [
        ['a', [100, undefined, 100, undefined]],
        // Nothing was read of b for half a minute: its line breaks.
        ['b', [undefined, 100, null, 100]],
      ],
    );
    assert.equal(memory.data.limit, undefined);
    assert.equal(new Set(memory.data.lines.map(({ colour }) => colour)).size, 2);
    assert.equal(cards[2]?.data.lines.length, 4);
    assert.equal(cardsOf([a, a])[1]?.data.limit, 200);
  });

  it('leave a limit out that would flatten the line', () => {
    const [, memory] = cardsOf([charted('a', [sampleAt(0, { memoryLimitBytes: 1e9 })])]);
    assert.equal(memory?.data.limit, undefined);
    assert.match(memory?.more ?? '', /limit 1\.0 GB/);
  });

  it('find the nearest time', () => {
    assert.deepEqual(
      [0, 1.4, 1.6, 9].map((time) => nearestIndex([1, 2, 4], time)),
      [0, 0, 1, 2],
    );
    assert.equal(nearestIndex([], 1), undefined);
  });

  it('are worked out once per reading, and show at least a minute', () => {
    const store = statsStore();
    store.add('a', sampleAt(0));
    const desk = new ChartDesk(store);
    const sources = [{ containerId: 'a', name: 'a', state: { type: 'live' } as const }];
    const first = desk.cards(sources, 'core');
    assert.equal(desk.cards(sources, 'core'), first);
    store.add('a', sampleAt(1));
    const second = desk.cards(sources, 'core');
    assert.notEqual(second, first);
    const mark: StatsMark = { at: sampleAt(1).at, kind: 'oom' };
    store.mark('a', mark);
    const third = desk.cards(sources, 'core');
    assert.deepEqual(
      third.cards[0]?.data.marks?.map(({ word }) => word),
      ['OOM'],
    );
    assert.notEqual(desk.cards(sources, 'all'), third);
    const times = [1000, 2000];
    assert.deepEqual(desk.span(times, 600), { from: 1400, to: 2000 });
    assert.deepEqual(desk.span(times, 0), { from: 1000, to: 2000 });
    assert.deepEqual(desk.span([1990, 2000], 600), { from: 1940, to: 2000 });
  });

  it('move their cursor and zoom by keys', () => {
    const times = [0, 1, 2, 3, 4].map((second) => 100 + second);
    const span = { from: 100, to: 104 };
    const move = (key: string, cursor?: number, shiftKey = false) => chartMove({ key, shiftKey }, times, span, cursor);
    assert.deepEqual(move('ArrowLeft'), { cursor: 104 });
    assert.deepEqual(move('ArrowLeft', 104), { cursor: 103 });
    assert.deepEqual(move('ArrowLeft', 104, true), { cursor: 100 });
    assert.deepEqual(move('ArrowRight', 104), { cursor: 104 });
    assert.deepEqual([move('Home', 103), move('End', 101)], [{ cursor: 100 }, { cursor: 104 }]);
    assert.deepEqual(move('-', 102), { zoom: { from: 97, to: 107 } });
    assert.deepEqual(move('0', 102), { zoom: undefined, cursor: undefined });
    assert.equal(move('x', 102), undefined);
    assert.equal(chartMove({ key: 'Home', shiftKey: false }, [], span, undefined), undefined);
  });
});

describe('marks in words', () => {
  it('tell a quick restart once', () => {
    const at = (second: number) => sampleAt(second).at;
    const marks: StatsMark[] = [
      { at: at(0), kind: 'ended', exitCode: 1 },
      { at: at(1), kind: 'restarted', exitCode: 1 },
      { at: at(10), kind: 'ended', exitCode: 0 },
      { at: at(100), kind: 'restarted' },
    ];
    assert.deepEqual(toldMarks(marks).map(markWords), [
      'restarted after it exited with code 1',
      'exited with code 0',
      'restarted',
    ]);
  });
});
