import assert from 'node:assert/strict';
import { LineIndex } from '../../src/logs/lineIndex';
import { streamTest, textMatcher } from '../../src/logs/lineTest';
import { LogBuffer } from '../../src/logs/logBuffer';
import type { BufferRow } from '../../src/logs/logChunk';

function fill(buffer: LogBuffer, from: number, to: number): void {
  const rows: BufferRow[] = [];
  for (let i = from; i < to; i++) {
    rows.push(
      i % 1000 === 999
        ? { type: 'marker', marker: 'note', text: `marker ${i}` }
        : {
            type: 'line',
            stream: i % 3 ? 'stdout' : 'stderr',
            source: 0,
            text: `Item \u001b[3${i % 8}m${i}\u001b[0m end`,
          },
    );
  }
  buffer.append(rows);
}

function complete(index: LineIndex): LineIndex {
  while (!index.isComplete) assert.ok(index.scan());
  return index;
}

function seqs(index: LineIndex): (number | undefined)[] {
  return Array.from({ length: index.end - index.first }, (_, i) => index.seqAt(index.first + i));
}

describe('LineIndex', () => {
  it('finds exactly the rows that pass, in order', () => {
    const buffer = new LogBuffer();
    fill(buffer, 0, 5000);
    const expected = Array.from({ length: 5000 }, (_, i) => i).filter(
      (i) => i % 1000 !== 999 && String(i).includes('77'),
    );
    for (const query of [
      { text: '77', regex: false, matchCase: true },
      { text: '77', regex: false, matchCase: false },
      { text: '7{2}', regex: true, matchCase: true },
    ]) {
      // Markers hold the number too: leave them out of what is expected by asking for the word that lines have.
      const index = complete(new LineIndex(buffer, textMatcher(query)));
      const found = seqs(index).filter((seq) => seq !== undefined && seq % 1000 !== 999);
      assert.deepEqual(found, expected, JSON.stringify(query));
    }
  });

  it('matches across colour changes, and respects case', () => {
    const buffer = new LogBuffer();
    fill(buffer, 0, 3000);
    const across = complete(new LineIndex(buffer, textMatcher({ text: 'Item 12 end', regex: false, matchCase: true })));
    assert.deepEqual(seqs(across), [12]);
    const wrongCase = complete(
      new LineIndex(buffer, textMatcher({ text: 'ITEM 12 end', regex: false, matchCase: true })),
    );
    assert.equal(wrongCase.end, 0);
    const anyCase = complete(
      new LineIndex(buffer, textMatcher({ text: 'ITEM 12 END', regex: false, matchCase: false })),
    );
    assert.deepEqual(seqs(anyCase), [12]);
  });

  it('goes on where it stopped when lines are added', () => {
    const buffer = new LogBuffer();
    const index = new LineIndex(buffer, streamTest('stderr'));
    for (let i = 0; i < 4000; i += 250) {
      fill(buffer, i, i + 250);
      complete(index);
    }
    const whole = complete(new LineIndex(buffer, streamTest('stderr')));
    assert.deepEqual(seqs(index), seqs(whole));
    assert.ok(index.end > 1300);
  });

  it('keeps its numbers when old rows are dropped', () => {
    const buffer = new LogBuffer({ maxRows: 2000, maxChars: 1e9 });
    const index = new LineIndex(buffer, streamTest('stderr'));
    const known = new Map<number, number>();
    for (let i = 0; i < 12_000; i += 500) {
      fill(buffer, i, i + 500);
      complete(index);
      for (let ordinal = index.first; ordinal < index.end; ordinal++) {
        const seq = index.seqAt(ordinal);
        assert.ok(seq !== undefined && seq >= buffer.firstSeq);
        assert.equal(known.get(ordinal) ?? seq, seq);
        known.set(ordinal, seq);
        assert.equal(index.ordinalFrom(seq), ordinal);
      }
    }
    assert.ok(index.first > 0);
    assert.equal(index.seqAt(index.first - 1), undefined);
  });

  it('ends an expression that would run for ever', () => {
    const buffer = new LogBuffer();
    buffer.append([{ type: 'line', stream: 'stdout', source: 0, text: `${'a'.repeat(40)}!` }]);
    const index = new LineIndex(buffer, textMatcher({ text: '^(a+)+$', regex: true, matchCase: true }));
    assert.equal(index.scan(), false);
    assert.equal(index.isComplete, false);
  });

  it('refuses an expression that is not valid', () => {
    assert.throws(() => textMatcher({ text: '(', regex: true, matchCase: true }), SyntaxError);
  });

  it('tells where to highlight', () => {
    const matcher = textMatcher({ text: 'o', regex: false, matchCase: false });
    assert.deepEqual(matcher.ranges('Oh no'), [
      { start: 0, end: 1 },
      { start: 4, end: 5 },
    ]);
    assert.deepEqual(textMatcher({ text: 'x*', regex: true, matchCase: true }).ranges('axxb'), [{ start: 1, end: 3 }]);
    for (const text of ['a.b', 'a-b', 'a/b', 'a]b', '$^', '\\d'])
      assert.equal(textMatcher({ text, regex: false, matchCase: false }).ranges(`<${text}>`).length, 1, text);
  });
});
