import assert from 'node:assert/strict';
import { LogBuffer } from '../../src/logs/logBuffer';
import { type BufferRow, chunkRows, type MarkerKind } from '../../src/logs/logChunk';

const markers: readonly MarkerKind[] = ['started', 'ended', 'lost', 'gap', 'note'];

function line(text: string, more: Partial<Extract<BufferRow, { type: 'line' }>> = {}): BufferRow {
  return { type: 'line', stream: 'stdout', source: 0, text, ...more };
}

describe('LogBuffer', () => {
  it('gives back what it was given, across chunks', () => {
    const buffer = new LogBuffer();
    const rows: BufferRow[] = [];
    for (let i = 0; i < chunkRows * 2 + 10; i++) {
      if (i % 7 === 0) {
        const marker = markers[i % 5] ?? 'note';
        rows.push({ type: 'marker', marker, text: `restart ${i}`, ...(i % 2 ? { source: i % 3 } : {}) });
      } else
        rows.push(
          line(`line ${i} é\u001b[31m!`, {
            stream: i % 2 ? 'stderr' : 'tty',
            source: i % 300,
            time: `2026-11-21T22:14:40.${String(i).padStart(9, '0')}Z`,
          }),
        );
    }
    for (let i = 0; i < rows.length; i += 333) buffer.append(rows.slice(i, i + 333));
    assert.equal(buffer.endSeq, rows.length);
    for (const [i, row] of rows.entries()) assert.deepEqual(buffer.row(i), row);
    assert.equal(buffer.lineCount, rows.filter((row) => row.type === 'line').length);
  });

  it('says undefined for rows it does not hold', () => {
    const buffer = new LogBuffer();
    assert.equal(buffer.row(0), undefined);
    buffer.append([line('a')]);
    assert.equal(buffer.row(-1), undefined);
    assert.equal(buffer.row(1), undefined);
  });

  it('drops the oldest and keeps the numbers of the others', () => {
    const buffer = new LogBuffer({ maxRows: 3000, maxChars: 1e9 });
    for (let i = 0; i < 20_000; i += 500) buffer.append(Array.from({ length: 500 }, (_, k) => line(`n${i + k}`)));
    assert.ok(buffer.lineCount >= 3000 && buffer.lineCount <= 3000 + chunkRows, String(buffer.lineCount));
    assert.equal(buffer.endSeq, 20_000);
    for (const seq of [buffer.firstSeq, 18_000, 19_999]) {
      const row = buffer.row(seq);
      assert.equal(row?.text, `n${seq}`);
    }
    assert.equal(buffer.row(buffer.firstSeq - 1), undefined);
  });

  it('bounds the characters too, but always keeps the newest', () => {
    const buffer = new LogBuffer({ maxRows: 1e6, maxChars: 3_000_000 });
    for (let i = 0; i < 50; i++) buffer.append([line('y'.repeat(500_000))]);
    assert.ok(buffer.endSeq - buffer.firstSeq <= 8);
    assert.equal(buffer.row(49)?.text.length, 500_000);
  });

  it('forgets on clear without using numbers twice', () => {
    const buffer = new LogBuffer();
    buffer.append([line('a'), { type: 'marker', marker: 'note', text: 'm' }]);
    buffer.clear();
    assert.equal(buffer.lineCount, 0);
    assert.equal(buffer.row(0), undefined);
    buffer.append([line('b')]);
    assert.equal(buffer.firstSeq, 2);
    assert.equal(buffer.row(2)?.text, 'b');
  });
});
