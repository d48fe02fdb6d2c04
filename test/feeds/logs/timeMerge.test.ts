import assert from 'node:assert/strict';
import { createTimeMerge } from '../../../src/feeds/logs/timeMerge';
import type { BufferRow } from '../../../src/logs/logChunk';

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000000Z`;
const line = (text: string, second?: number): BufferRow => ({
  ...{ type: 'line', stream: 'stdout', source: 0, text },
  ...(second === undefined ? {} : { time: at(second) }),
});

describe('createTimeMerge', () => {
  function collect() {
    const out: string[] = [];
    const merge = createTimeMerge((rows) => void out.push(...rows.map((row) => row.text)));
    return { out, merge };
  }

  it('puts the past of several writers in order once all of it is there, and keeps the order of equal times', () => {
    const { out, merge } = collect();
    merge.add('b', [line('b1', 3), line('b2', 5), line('b3', 5)]);
    merge.add('a', [line('a1', 1), line('a2', 4), { type: 'marker', marker: 'ended', text: 'a ended', time: at(5) }]);
    merge.add('b', [line('b4', 5)]);
    assert.deepEqual(out, []);
    merge.pastIsOver();
    assert.deepEqual(out, ['a1', 'b1', 'a2', 'b2', 'b3', 'b4', 'a ended']);
    merge.dispose();
  });

  it('never changes the order of one writer, whose clock is set back or who tells no time', () => {
    const { out, merge } = collect();
    merge.add('a', [line('a1', 5), line('a2', 1), line('a3'), line('a4', 6)]);
    merge.add('b', [line('b1', 2), line('b2', 5)]);
    merge.pastIsOver();
    assert.deepEqual(out, ['b1', 'a1', 'a2', 'a3', 'b2', 'a4']);
    merge.dispose();
  });

  it('leaves what it handed on where it is, however early what comes later is', () => {
    const { out, merge } = collect();
    merge.pastIsOver();
    merge.add('a', [line('a1', 50)]);
    merge.flush();
    merge.add('b', [line('b1', 1)]);
    merge.flush();
    assert.deepEqual(out, ['a1', 'b1']);
    merge.dispose();
  });

  it('does not wait for ever for a past that does not come, and hands on nothing after its end', async () => {
    const out: string[] = [];
    const pace = { pastQuietMs: 5, pastMostMs: 50, quietMs: 1, mostMs: 5 };
    await new Promise<void>((done) => {
      const merge = createTimeMerge((rows) => {
        out.push(...rows.map((row) => row.text));
        done();
      }, pace);
      merge.add('a', [line('one', 1)]);
    });
    const { out: none, merge } = collect();
    merge.add('a', [line('two', 2)]);
    merge.dispose();
    merge.flush();
    assert.deepEqual([out, none], [['one'], []]);
  });

  it('hands a million rows on in slices, in order', async () => {
    let count = 0;
    let largest = 0;
    let last = '';
    await new Promise<void>((done) => {
      const merge = createTimeMerge((rows) => {
        largest = Math.max(largest, rows.length);
        for (const { text } of rows) {
          assert.ok(text >= last);
          last = text;
        }
        count += rows.length;
        if (count === 100_000) done();
      });
      for (const writer of ['a', 'b']) {
        const rows = Array.from({ length: 50_000 }, (_, i): BufferRow => {
          const nanos = String(2 * i + (writer === 'b' ? 1 : 0)).padStart(9, '0');
          return { ...line(nanos), time: `2026-01-01T00:00:00.${nanos}Z` };
        });
        merge.add(writer, rows);
      }
      merge.pastIsOver();
    });
    assert.ok(largest <= 20_000);
  });
});
