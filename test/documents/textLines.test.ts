import assert from 'node:assert/strict';
import { applyTextEdits, textLines } from '../../src/documents/textLines';

describe('textLines', () => {
  it('counts lines as an editor does, whatever ends them', () => {
    const lines = textLines('a\r\nbb\nccc\rd');
    assert.equal(lines.count, 4);
    assert.deepEqual([0, 1, 2, 3, 4].map(lines.line), ['a', 'bb', 'ccc', 'd', '']);
    assert.equal(lines.eol, '\r\n');
    assert.deepEqual(lines.positionAt(5), { line: 1, character: 2 });
    assert.deepEqual(lines.positionAt(2), { line: 0, character: 1 }, 'inside the line end');
    assert.equal(lines.offsetAt({ line: 2, character: 1 }), 7);
    assert.equal(lines.offsetAt({ line: 9, character: 9 }), 11);
  });

  it('applies edits in any order', () => {
    const at = (line: number, character: number) => ({ line, character });
    const result = applyTextEdits('one\ntwo\n', [
      { range: { start: at(0, 0), end: at(0, 3) }, newText: '1' },
      { range: { start: at(1, 3), end: at(1, 3) }, newText: '!' },
    ]);
    assert.equal(result, '1\ntwo!\n');
  });
});
