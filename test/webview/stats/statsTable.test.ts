import assert from 'node:assert/strict';
import type { StatsSource } from '../../../src/protocol/stats';
import { paceWords } from '../../../webview/stats/paceWords';
import { chosenIds } from '../../../webview/stats/rowKeys';
import { rowOrder } from '../../../webview/stats/rowOrder';
import { matches, type Row, sortedIds, valueColumns } from '../../../webview/stats/statsColumns';
import { savedLook } from '../../../webview/stats/statsLook';
import { statsStore } from '../../../webview/stats/statsStore';
import { sampleAt } from '../../feeds/stats/samples';

const source = (containerId: string, more: Partial<StatsSource> = {}): StatsSource => ({
  containerId,
  name: containerId,
  state: { type: 'live' },
  ...more,
});

function rowsOf(cpus: Record<string, number | undefined>): Row[] {
  const store = statsStore();
  return Object.entries(cpus).map(([id, cpuPercent]) => {
    store.add(id, sampleAt(0, cpuPercent === undefined ? {} : { cpuPercent }));
    return { source: source(id), stats: store.row(id) };
  });
}

describe('the table of stats', () => {
  it('sorts by each column, what is unknown last either way, equals by name', () => {
    const rows = rowsOf({ 'api-10': 5, 'api-9': 5, calm: 1, mute: undefined });
    assert.deepEqual(sortedIds(rows, { key: 'cpu', descending: true }), ['api-9', 'api-10', 'calm', 'mute']);
    assert.deepEqual(sortedIds(rows, { key: 'cpu', descending: false }), ['calm', 'api-9', 'api-10', 'mute']);
    assert.deepEqual(sortedIds(rows, { key: 'name', descending: false }), ['api-9', 'api-10', 'calm', 'mute']);
    assert.deepEqual(sortedIds(rows, { key: 'no such', descending: true })[0], 'mute');
    for (const { key } of valueColumns) assert.equal(sortedIds(rows, { key, descending: true }).length, 4);
  });

  it('puts what has left behind what is here', () => {
    const [a, b] = rowsOf({ a: 90, b: 1 });
    const gone = { source: source('a', { leftAt: '2026-01-01T00:00:00Z' }), stats: a?.stats };
    assert.ok(b);
    assert.deepEqual(sortedIds([gone, b], { key: 'cpu', descending: true }), ['b', 'a']);
  });

  it('keeps its order under hands, and sorts anew afterwards', () => {
    let now = 0;
    const order = rowOrder(() => now);
    const by = { key: 'cpu', descending: true };
    assert.equal(order.sort(rowsOf({ a: 1, b: 2 }), by), true);
    assert.deepEqual(order.ids, ['b', 'a']);
    const later = rowsOf({ a: 3, b: 2 });
    assert.equal(order.sort(later, by), false);
    order.touch();
    now = 4000;
    assert.equal(order.sort(later, by), false);
    // Other rows or another column are wanted at once.
    assert.equal(order.sort(rowsOf({ a: 3, b: 2, c: 9 }), by), true);
    assert.equal(order.sort(rowsOf({ a: 3, b: 2, c: 9 }), { key: 'name', descending: false }), true);
    now = 10_000;
    assert.equal(order.sort(later, by), true);
    assert.deepEqual(order.ids, ['a', 'b']);
  });

  it('filters by name, node and state', () => {
    const one = source('Web-1', { node: 'worker', state: { type: 'failed', message: '' } });
    assert.deepEqual(
      ['web', 'WORK', 'fail', '', 'db'].map((text) => matches(one, text)),
      [true, true, true, true, false],
    );
  });

  it('says values with units, and the CPU in the unit that was chosen', () => {
    const store = statsStore();
    store.add('a', sampleAt(0));
    store.add('a', sampleAt(2, { cpuPercent: 50, memoryBytes: 3e6, memoryLimitBytes: 4e6, networkRxBytes: 4000 }));
    const stats = store.row('a') ?? assert.fail();
    const texts = (unit: 'core' | 'all') =>
      Object.fromEntries(valueColumns.map((column) => [column.key, column.text(stats, unit)]));
    assert.deepEqual(
      { ...texts('core') },
      {
        ...{ cpu: '50.0 %', throttled: '–', memory: '3.0 MB', memoryShare: '75.0 %', pids: '1' },
        ...{ received: '2.0 kB/s', sent: '0 B/s', read: '0 B/s', written: '0 B/s' },
      },
    );
    assert.equal(texts('all').cpu, '25.0 %');
  });

  it('says how often is read', () => {
    const pace = (live: number, inTurn: number, sources = [source('a'), source('b')]) =>
      paceWords({ sources, pace: { live, inTurn, everyMs: 5000 } });
    assert.equal(pace(2, 0), '2 containers');
    assert.equal(pace(0, 2), '2 containers, each every 5 s');
    assert.equal(pace(1, 1), '2 containers: 1 live, 1 each every 5 s');
    const ended = source('b', { state: { type: 'ended', message: '' } });
    assert.equal(pace(1, 0, [source('a'), ended]), '1 container, 1 ended');
  });

  it('chooses what is charted: one, or more to it, and never none', () => {
    assert.deepEqual(chosenIds(['a', 'b'], 'c', false, 3), ['c']);
    assert.deepEqual(chosenIds(['a', 'b'], 'c', true, 3), ['a', 'b', 'c']);
    assert.deepEqual(chosenIds(['a', 'b'], 'b', true, 3), ['a']);
    assert.deepEqual(chosenIds(['a'], 'a', true, 3), ['a']);
    assert.deepEqual(chosenIds(['a', 'b', 'c'], 'd', true, 3), ['b', 'c', 'd']);
  });

  it('believes nothing of what was saved unless it fits', () => {
    const plain = savedLook({});
    assert.deepEqual(plain, {
      ...{ charted: [], asTable: false, unit: 'core', seconds: 600, sort: { key: 'name', descending: false } },
    });
    assert.deepEqual(savedLook({ charted: 7, asTable: 1, unit: 'x', seconds: 5, sort: { key: 1 } }), plain);
    const look = { charted: ['a'], asTable: true, unit: 'all', seconds: 0, sort: { key: 'cpu', descending: true } };
    assert.deepEqual(savedLook(look), look);
  });
});

describe('statsStore', () => {
  it('keeps few readings of what is not charted, and all of what is', () => {
    const store = statsStore();
    store.begin({ a: [sampleAt(0)] });
    for (let second = 0; second < 500; second++) store.add('a', sampleAt(second));
    assert.ok(store.samples('a').length <= 120);
    const past = Array.from({ length: 450 }, (_, second) => sampleAt(second));
    store.fill('a', { samples: past, marks: [] });
    assert.ok(store.isWhole('a'));
    // What came while the past was asked for stays.
    assert.deepEqual(store.samples('a').at(-1), sampleAt(499));
    assert.equal(store.samples('a').length, 500);
    store.keepWhole(['b']);
    assert.deepEqual([store.isWhole('a'), store.samples('a').length], [false, 60]);
    store.keep([]);
    assert.equal(store.samples('a').length, 0);
  });

  it('works a row out once per reading', () => {
    const store = statsStore();
    assert.equal(store.row('a'), undefined);
    store.add('a', sampleAt(0));
    const row = store.row('a');
    assert.equal(store.row('a'), row);
    store.add('a', sampleAt(0));
    assert.equal(store.row('a'), row);
    store.add('a', sampleAt(1));
    assert.notEqual(store.row('a'), row);
  });
});
