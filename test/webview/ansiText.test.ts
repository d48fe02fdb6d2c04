import assert from 'node:assert/strict';
import { cleanLine, plainLine } from '../../src/logs/cleanLine';
import { cssColour, textRuns } from '../../webview/shared/ansiText';

describe('textRuns', () => {
  it('leaves a plain line in one piece', () => {
    assert.deepEqual(textRuns('hello', []), [{ text: 'hello', decorations: [], marked: false }]);
  });

  it('gives each colour its run', () => {
    const runs = textRuns('a\u001b[1;31mb\u001b[0mc', []);
    assert.deepEqual(
      runs.map((run) => run.text),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(runs[1]?.foreground, { type: 'named', name: 'red' });
    assert.deepEqual(runs[1]?.decorations, ['bold']);
    assert.equal(runs[2]?.foreground, undefined);
  });

  it('marks matches across colour changes', () => {
    const runs = textRuns('ab\u001b[32mcd\u001b[0mef', [
      { start: 1, end: 3 },
      { start: 5, end: 6 },
    ]);
    assert.deepEqual(
      runs.map((run) => [run.text, run.marked]),
      [
        ['a', false],
        ['b', true],
        ['c', true],
        ['d', false],
        ['e', false],
        ['f', true],
      ],
    );
  });

  it('says together exactly what the line says, whatever it holds', () => {
    let seed = 3;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const parts = [
      '\u001b[31m',
      '\u001b[0m',
      '\u001b[',
      'm',
      '38;5;1',
      '\u001b[38;5;300m',
      '\u001b[48;2;1;2m',
      'x',
      '<b>',
      ' ',
      '\u001b]0;t\u0007',
    ];
    for (let round = 0; round < 2000; round++) {
      const clean = cleanLine(Array.from({ length: random(20) }, () => parts[random(parts.length)]).join(''));
      const plain = plainLine(clean);
      const start = random(plain.length + 1);
      const marks = start < plain.length ? [{ start, end: start + 1 + random(plain.length - start) }] : [];
      const runs = textRuns(clean, marks);
      assert.equal(runs.map((run) => run.text).join(''), plain, JSON.stringify(clean));
      const marked = runs.filter((run) => run.marked).map((run) => run.text);
      assert.equal(marked.join(''), plain.slice(marks[0]?.start ?? 0, marks[0]?.end ?? 0), JSON.stringify(clean));
    }
  });
});

describe('cssColour', () => {
  it('takes named colours from the theme and computes the others', () => {
    assert.equal(cssColour({ type: 'named', name: 'brightRed' }), 'var(--vscode-terminal-ansiBrightRed)');
    assert.equal(cssColour({ type: 'table', index: 9 }), 'var(--vscode-terminal-ansiBrightRed)');
    assert.equal(cssColour({ type: 'table', index: 196 }), 'rgb(255 0 0)');
    assert.equal(cssColour({ type: 'table', index: 244 }), 'rgb(128 128 128)');
    assert.equal(cssColour({ type: 'table', index: 300 }), 'inherit');
    assert.equal(cssColour({ type: 'rgb', rgb: [300, -1, 7] }), 'rgb(255 0 7)');
  });
});
