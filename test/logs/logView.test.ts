import assert from 'node:assert/strict';
import type { BufferRow } from '../../src/logs/logChunk';
import { LogView } from '../../src/logs/logView';

function lines(from: number, to: number): BufferRow[] {
  return Array.from({ length: to - from }, (_, i): BufferRow => {
    const n = from + i;
    return { type: 'line', stream: n % 2 ? 'stderr' : 'stdout', source: 0, text: `line ${n}` };
  });
}

async function settled(view: LogView): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    await new Promise((done) => setImmediate(done));
    if (view.findStatus?.done !== false) return;
  }
  throw new Error('The search does not end');
}

describe('LogView', () => {
  it('finds forwards and backwards and goes round at the ends', async () => {
    const view = new LogView(() => undefined);
    view.append(lines(0, 5000));
    view.find({ text: 'line 12', regex: false, matchCase: true });
    await settled(view);
    // 12, 120…129, 1200…1299
    assert.equal(view.findStatus?.count, 111);
    const step = { epoch: view.epoch, wrapped: false, count: 111 };
    assert.deepEqual(await view.step(-1, 'next'), { ...step, seq: 12, position: 12, ordinal: 0 });
    assert.deepEqual(await view.step(12, 'next'), { ...step, seq: 120, position: 120, ordinal: 1 });
    assert.equal((await view.step(1299, 'next'))?.position, 12);
    assert.equal((await view.step(12, 'previous'))?.position, 1299);
    assert.equal((await view.step(125, 'previous'))?.position, 124);
    const { rows } = view.rows(120, 1);
    assert.deepEqual(rows[0]?.marks, [{ start: 0, end: 7 }]);
  });

  it('counts lines that come while the search is on', async () => {
    const view = new LogView(() => undefined);
    view.find({ text: 'line', regex: false, matchCase: false });
    view.append(lines(0, 10));
    await settled(view);
    view.append(lines(10, 25));
    await settled(view);
    assert.equal(view.findStatus?.count, 25);
  });

  it('shows one stream with positions of its own, and searches only there', async () => {
    const view = new LogView(() => undefined);
    view.append(lines(0, 1000));
    const before = view.epoch;
    view.setFilter({ streams: ['stderr'] });
    assert.notEqual(view.epoch, before);
    view.find({ text: 'line 10', regex: false, matchCase: true });
    await settled(view);
    assert.equal(view.end - view.first, 500);
    assert.deepEqual(
      view.rows(0, 2).rows.map(({ row }) => row.text),
      ['line 1', 'line 3'],
    );
    // 101, 103, 105, 107, 109
    assert.equal(view.findStatus?.count, 5);
    assert.equal((await view.step(-1, 'next'))?.position, 50);
  });

  it('gives what is left when old rows were dropped', () => {
    const view = new LogView(() => undefined, { maxRows: 2000, maxChars: 1e9 });
    for (let i = 0; i < 10_000; i += 500) view.append(lines(i, i + 500));
    const { from, rows } = view.rows(0, 5);
    assert.equal(from, view.first);
    assert.equal(rows[0]?.row.text, `line ${view.first}`);
  });

  it('begins anew after clear and keeps searching', async () => {
    const view = new LogView(() => undefined);
    view.find({ text: 'line', regex: false, matchCase: true });
    view.append(lines(0, 100));
    await settled(view);
    view.clear();
    view.append(lines(0, 7));
    await settled(view);
    assert.equal(view.findStatus?.count, 7);
    assert.equal(view.end - view.first, 7);
  });

  it('gives up an expression that would run for ever, and says so', async () => {
    const view = new LogView(() => undefined);
    view.append([{ type: 'line', stream: 'stdout', source: 0, text: `${'a'.repeat(40)}!` }]);
    view.find({ text: '^(a+)+$', regex: true, matchCase: true });
    await settled(view);
    assert.match(view.findStatus?.failed ?? '', /too long/);
    assert.deepEqual(view.rows(0, 1).rows[0]?.marks, []);
  });

  it('lets other work in while it searches', async () => {
    const view = new LogView(() => undefined);
    view.append(lines(0, 200_000));
    let turns = 0;
    let searching = true;
    const count = () => {
      turns++;
      if (searching) setImmediate(count);
    };
    setImmediate(count);
    view.find({ text: '^(?=.*l)(?=.*i)(?=.*n)(?=.*e).*1.*7$', regex: true, matchCase: false });
    await settled(view);
    searching = false;
    assert.ok(turns > 1, String(turns));
  });
});
