import assert from 'node:assert/strict';
import type { BufferRow } from '../../src/logs/logChunk';
import { createTimeMerge } from '../../src/logs/timeMerge';

const line = (text: string, second?: number): BufferRow => ({
  type: 'line',
  stream: 'stdout',
  source: 0,
  text,
  ...(second === undefined ? {} : { time: `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000000Z` }),
});

describe('createTimeMerge', () => {
  it('puts the past of several tasks in order, and keeps the order of equal times', () => {
    const out: string[] = [];
    const merge = createTimeMerge((rows) => out.push(...rows.map((row) => row.text)));
    merge.add([line('b1', 3), line('b2', 5), line('b3', 5)]);
    merge.add([
      line('a1', 1),
      line('a2', 4),
      { type: 'marker', marker: 'ended', text: 'a ended', time: '2026-01-01T00:00:04.500000000Z' },
    ]);
    assert.deepEqual(out, []);
    merge.flush();
    assert.deepEqual(out, ['a1', 'b1', 'a2', 'a ended', 'b2', 'b3']);
  });

  it('leaves a line without a time behind the one it came after', () => {
    const out: string[] = [];
    const merge = createTimeMerge((rows) => out.push(...rows.map((row) => row.text)));
    merge.add([line('late', 9), line('its second half')]);
    merge.add([line('early', 1)]);
    merge.flush();
    assert.deepEqual(out, ['early', 'late', 'its second half']);
  });

  it('hands on by itself, and nothing after its end', async () => {
    const out: string[] = [];
    await new Promise<void>((done) => {
      const merge = createTimeMerge((rows) => {
        out.push(...rows.map((row) => row.text));
        done();
      });
      merge.add([line('one', 1)]);
    });
    const ended = createTimeMerge((rows) => out.push(...rows.map((row) => row.text)));
    ended.add([line('two', 2)]);
    ended.dispose();
    ended.flush();
    assert.deepEqual(out, ['one']);
  });
});
