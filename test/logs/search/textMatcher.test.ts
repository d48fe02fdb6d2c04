import assert from 'node:assert/strict';
import { LogBuffer } from '../../../src/logs/logBuffer';
import { chunkRows } from '../../../src/logs/logChunk';
import { type TextQuery, textMatcher } from '../../../src/logs/search/textMatcher';
import { withoutLineEnds } from '../../../src/logs/search/withoutLineEnds';
import { seeded } from '../../records/seeded';

const expressions = [
  ...[
    'a',
    '^a',
    'a$',
    '^$',
    '^',
    '$',
    'a*',
    'b.*c',
    '.',
    '\\s',
    '\\S+',
    '\\s+a',
    'a\\s*b',
    '^\\s*$',
    '\\W',
    '\\Wa',
    'a\\W',
  ],
  ...[
    '\\D$',
    '[^a]',
    '[^-a]b',
    'a[^b]c',
    '[\\s\\S]a',
    '[\\s,]b',
    '[^]c',
    'c[^]',
    '\\bab\\b',
    'b\\B',
    '(?!a).',
    'c(?!\\s)',
  ],
  ...[
    'c(?=\\s)',
    '(?<!\\s)b',
    '(?<=[^a])b',
    '(?<![^a])b',
    '(a|b)\\1',
    '(?:ab)+',
    '[\\x00-\\x7f]+$',
    '\\x61',
    '\\u0061b',
  ],
  ...[
    'a{2,}',
    '(?<x>a)\\k<x>',
    '^[^]*$',
    'a|^b',
    '\\n',
    'a\\n?b',
    '[\\n]',
    'é',
    '[à-ü]',
    '\\.',
    '[.]',
    '\\[a',
    '[\\]]',
    '^(?!.*a)',
  ],
];

function textsFor(seed: number, count: number): string[] {
  const { int: below, pick } = seeded(seed);
  const words = ['a', 'b', 'c', 'ab', ' ', '\t', '-', '.', '[a', ']', 'é', '0', '', '\u2028', 'aa'];
  return Array.from({ length: count }, () => Array.from({ length: below(7) }, () => pick(words)).join(''));
}

describe('textMatcher', () => {
  it('finds in joined lines exactly what it finds in each line alone', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const coloured = seed % 2 === 0;
      const texts = textsFor(seed, chunkRows + 100);
      const buffer = new LogBuffer();
      const shown = texts.map((text, i) => (coloured && i % 5 === 0 ? `\u001b[31m${text}\u001b[0m` : text));
      buffer.append(shown.map((text) => ({ type: 'line', stream: 'stdout', source: 0, text })));
      for (const text of [...expressions, 'AB', '[']) {
        for (const more of [{ matchCase: true }, { matchCase: false }, { matchCase: true, inverse: true }]) {
          const query: TextQuery = { text, regex: text !== '[', ...more };
          const matcher = textMatcher(query);
          const one = new RegExp(text === '[' ? '\\[' : text, more.matchCase ? 'm' : 'im');
          for (const first of [0, chunkRows]) {
            const chunk = buffer.chunkOf(first);
            assert.ok(chunk);
            const wanted = new Uint8Array(chunkRows);
            const from = seed * 10;
            const to = chunk.count - seed * 5;
            matcher.mark(chunk, from, to, wanted);
            for (let i = from; i < to; i++) {
              const alone = texts[first + i] ?? '';
              const expected = one.test(alone) !== (more.inverse === true);
              assert.equal(wanted[i] === 1, expected, `${JSON.stringify(query)} in ${JSON.stringify(alone)}`);
              assert.equal(matcher.row(alone), expected);
            }
          }
        }
      }
    }
  });

  it('runs most expressions over joined lines, and leaves those that speak of line ends', () => {
    for (const source of ['a\\s+b', '[^"]*', '(?!x)y', '\\[\\d+\\]', '^x|y$', '(\\w)\\1', '[\\w\\s]']) {
      assert.ok(withoutLineEnds(source), source);
    }
    for (const source of ['a\\nb', '\\x0a', '\\u000A', '\\012', '\\cJ', 'a\nb', '(?s:.)']) {
      assert.equal(withoutLineEnds(source), undefined, source);
    }
  });

  it('does not run on into the next lines, where it would take for ever', () => {
    const buffer = new LogBuffer();
    const text = `a${' x'.repeat(40)}`;
    buffer.append(Array.from({ length: chunkRows }, () => ({ type: 'line', stream: 'stdout', source: 0, text })));
    const chunk = buffer.chunkOf(0);
    assert.ok(chunk);
    const wanted = new Uint8Array(chunkRows);
    for (const source of ['a[^b]*b', 'a[^b]*[^b]*b', 'a\\s*[\\s\\S]*b']) {
      textMatcher({ text: source, regex: true, matchCase: true }).mark(chunk, 0, chunkRows, wanted);
      // Going on to the end of the chunk from each of its lines would never come to this.
      assert.equal(wanted.indexOf(1), -1);
    }
  });

  it('refuses an expression that is not valid', () => {
    assert.throws(() => textMatcher({ text: '(', regex: true, matchCase: true }), SyntaxError);
  });

  it('tells where it matches', () => {
    const matcher = textMatcher({ text: 'o', regex: false, matchCase: false });
    assert.deepEqual(matcher.ranges('Oh no'), [
      { start: 0, end: 1 },
      { start: 4, end: 5 },
    ]);
    assert.deepEqual(textMatcher({ text: 'x*', regex: true, matchCase: true }).ranges('axxb'), [{ start: 1, end: 3 }]);
    for (const text of ['a.b', 'a-b', 'a/b', 'a]b', '$^', '\\d'])
      assert.equal(textMatcher({ text, regex: false, matchCase: false }).ranges(`<${text}>`).length, 1, text);
    assert.deepEqual(textMatcher({ text: 'o', regex: false, matchCase: true, inverse: true }).ranges('no'), []);
  });
});
