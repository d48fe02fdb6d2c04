import assert from 'node:assert/strict';
import type { LogRow } from '../../src/protocol/logs';
import { createRowCache, type PullRows } from '../../webview/shared/rowCache';

function host(end: number, epoch = 1) {
  const asked: { from: number; count: number }[] = [];
  const pull: PullRows<LogRow> = async ({ epoch: own, from, count }) => {
    asked.push({ from, count });
    await Promise.resolve();
    const rows: LogRow[] = [];
    if (own === epoch)
      for (let i = from; i < Math.min(end, from + count); i++)
        rows.push({ type: 'marker', marker: 'note', seq: i, text: `row ${i}` });
    return { epoch, from, rows };
  };
  return { asked, pull };
}

describe('rowCache', () => {
  it('pulls what is needed with a margin, once', async () => {
    const { asked, pull } = host(10_000);
    const cache = createRowCache(pull, () => undefined);
    cache.restart(1);
    await cache.need(1000, 1040);
    assert.equal(cache.row(1000)?.text, 'row 1000');
    assert.equal(cache.row(1039)?.text, 'row 1039');
    await cache.need(1010, 1045);
    assert.equal(asked.length, 1);
  });

  it('asks only for the newest range when scrolling outruns the answers', async () => {
    const { asked, pull } = host(1_000_000);
    const cache = createRowCache(pull, () => undefined);
    cache.restart(1);
    await Promise.all(Array.from({ length: 50 }, (_, i) => cache.need(i * 10_000, i * 10_000 + 40)));
    assert.ok(asked.length <= 3, String(asked.length));
    assert.equal(cache.row(490_000)?.text, 'row 490000');
  });

  it('throws away answers of another epoch', async () => {
    const { pull } = host(1000, 1);
    const cache = createRowCache(pull, () => undefined);
    cache.restart(1);
    const asking = cache.need(0, 10);
    cache.restart(2);
    await asking;
    assert.equal(cache.row(0), undefined);
  });

  it('keeps a bounded number of rows', async () => {
    const { pull } = host(1_000_000);
    const cache = createRowCache(pull, () => undefined);
    cache.restart(1);
    for (let at = 0; at < 100_000; at += 300) await cache.need(at, at + 300);
    assert.equal(cache.row(0), undefined);
    assert.equal(cache.row(99_900)?.text, 'row 99900');
  });
});
