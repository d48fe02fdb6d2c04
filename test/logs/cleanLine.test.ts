import assert from 'node:assert/strict';
import { cleanLine, maxLineChars, plainLine } from '../../src/logs/cleanLine';

describe('cleanLine', () => {
  it('leaves ordinary text, tabs and every script alone', () => {
    for (const text of ['plain', 'a\tb', 'žluťoučký 中文 🐳', '']) assert.equal(cleanLine(text), text);
  });

  it('keeps colours, in one form', () => {
    assert.equal(cleanLine('\u001b[1;31mred\u001b[m'), '\u001b[1;31mred\u001b[0m');
    assert.equal(cleanLine('\u001b[38:5:196mx'), '\u001b[38;5;196mx');
    assert.equal(cleanLine('\u009b32mgreen'), '\u001b[32mgreen');
  });

  it('removes every other escape sequence', () => {
    const cases = {
      'cursor and erase': '\u001b[2J\u001b[1;1Hok\u001b[K',
      'window title': '\u001b]0;pwned\u0007ok',
      hyperlink: '\u001b]8;;http://evil\u001b\\ok\u001b]8;;\u001b\\',
      'device control': '\u001bPq#0;2;0\u001b\\ok',
      charset: '\u001b(Bok',
      'private mode': '\u001b[?25lok',
      'cut off': 'ok\u001b[12',
      'lone escape': 'ok\u001b',
      'string without its end': 'ok\u001b]0;never ends',
    };
    for (const [name, text] of Object.entries(cases)) assert.equal(cleanLine(text), 'ok', name);
  });

  it('shows the last form of a line that overwrites itself', () => {
    assert.equal(cleanLine('10 %\r50 %\r100 %'), '100 %');
    assert.equal(cleanLine('done\r'), 'done');
    assert.equal(cleanLine('\r\r'), '');
  });

  it('makes controls and marks that reorder text visible', () => {
    assert.equal(cleanLine('a\u0000b\u007f'), 'a\u2400b\u2421');
    assert.equal(cleanLine('user\u202etxt.exe'), 'user\ufffdtxt.exe');
    assert.equal(cleanLine('a\nb'), 'a\u240ab');
  });

  it('bounds a huge line and a storm of colours', () => {
    const cut = cleanLine('x'.repeat(maxLineChars + 5));
    assert.ok(cut.length < maxLineChars + 50);
    assert.match(cut, /… 5 more characters$/);
    const storm = cleanLine('\u001b[31mx'.repeat(5000));
    assert.equal(storm.split('\u001b').length - 1, 1000);
    assert.equal(plainLine(storm), 'x'.repeat(5000));
  });

  it('leaves no control behind, whatever comes', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const parts = [
      '\u001b',
      '[',
      ']',
      '0',
      ';',
      'm',
      '\u0007',
      '\\',
      '\r',
      '\n',
      'x',
      '\u009b',
      '\u202e',
      'P',
      '\u0000',
    ];
    for (let round = 0; round < 3000; round++) {
      const raw = Array.from({ length: random(30) }, () => parts[random(parts.length)]).join('');
      const clean = cleanLine(raw);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
      assert.doesNotMatch(plainLine(clean), /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202e]/, JSON.stringify(raw));
    }
  });
});
