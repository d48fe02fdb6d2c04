import assert from 'node:assert/strict';
import { continuesStack, isExceptionLine, opensStack, startsFrames } from '../../../src/logs/folding/stackForms';
import { levelOfLine, recognise } from '../../../src/logs/recognise/recognise';
import { recognisedChars } from '../../../src/logs/recognise/recognised';
import { seeded } from '../../records/seeded';

/** Pieces that forms are made of: what almost matches is what makes an expression work. */
const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '"',
    '\\"',
    '\\',
    "'",
    '`',
    '=',
    'a=',
    'a="',
    'level=',
    ':',
    ': ',
    ',',
    ' ',
    '  ',
    '\t',
  ],
  ...[
    '-',
    ' - ',
    '|',
    '.',
    '/',
    '0',
    '1',
    '12:34:56',
    '2024-01-02 03:04:05',
    '2024-01-02T03:04:05.123Z',
    '[2024-01-02 03:04:05]',
  ],
  ...[
    'ERROR',
    'INFO',
    'warn',
    'at ',
    'Caused by: ',
    'a.b.c.',
    'Exception',
    'Error',
    '#0 ',
    '172.17.0.1 - - ',
    'GET / HTTP/1.1',
    '\u001b[31m',
  ],
  ...[
    '{"a":',
    '{"level":"info",',
    '"a":1,',
    '<34>1 ',
    'E0102 03:04:05.678901 1 a.go:1] ',
    'client: ',
    ', client: ',
    '__proto__',
    '\u2028',
    'é',
  ],
];

describe('recognise, given anything', () => {
  it('never throws, and says something that can be shown', () => {
    const { int, pick } = seeded(11);
    for (let i = 0; i < 6000; i++) {
      const text = Array.from({ length: int(25) }, () => pick(pieces)).join('');
      const { level, message, format } = recognise(text);
      assert.equal(levelOfLine(text), level, text);
      assert.ok([level, message, format].every((part) => typeof part === 'string'));
    }
  });

  // Each of these takes longer than a test may when an expression goes back and forth over the line.
  it('takes time in proportion to the line, however it repeats itself', () => {
    for (const piece of pieces) {
      for (const [before, after] of [
        ['', ''],
        ['2024-01-02 03:04:05 ', '!'],
        ['[', ']'],
        ['"', '"'],
        ['a="', ''],
        ['{"a":', '}'],
        ['172.17.0.1 - - [02/Jan/2024:03:04:05 +0000] "', ''],
        ['\tat ', '('],
        ['2024/01/02 03:04:05 [error] 1#1: ', ''],
      ]) {
        const text = `${before}${piece.repeat(Math.ceil(recognisedChars / piece.length))}${after}`;
        for (let i = 0; i < 3; i++) recognise(text);
        const start = text.slice(0, 1000);
        opensStack(start);
        startsFrames(start);
        isExceptionLine(start);
        for (const kind of ['at', 'node', 'python', 'go', 'ruby', 'php', 'rust', 'dotnetConsole'] as const) {
          continuesStack({ kind, phase: 'open' }, start);
        }
      }
    }
  });

  it('bounds what it keeps of one line', () => {
    const deep = `{"level":"warn","a":${'{"a":'.repeat(1200)}1${'}'.repeat(1200)}}`;
    assert.equal(recognise(deep).level, 'warn');
    assert.ok(JSON.stringify(recognise(deep).fields).length < 200);
    const wide = `{${Array.from({ length: 1500 }, (_, i) => `"k${i}":1`).join(',')}}`;
    assert.ok(wide.length > recognisedChars);
    assert.equal(recognise(wide).format, 'plain');
    assert.equal(Object.keys(recognise(wide, 1e6).fields ?? {}).length, 500);
    const long = 'x'.repeat(20_000);
    assert.equal(recognise(`{"time":"t","level":"warn","body":"${long}"}`).level, 'warn');
    assert.equal(recognise(`{"level":50,"body":"${long}"}`).level, 'error');
    assert.equal(recognise(`{"body":{"level":"warn"},"more":"${long}"}`).level, 'unknown');
    assert.equal(recognise('x'.repeat(1e6)).message.length, recognisedChars);
  });

  it('keeps any key and any number as they are', () => {
    const { fields } = recognise(
      '{"__proto__":{"x":1},"constructor":"c","id":12345678901234567890,"n":0.1,"level":"info"}',
    );
    assert.ok(fields);
    assert.deepEqual(Object.keys(fields), ['__proto__', 'constructor', 'id', 'n', 'level']);
    assert.equal(fields.id, '12345678901234567890');
    assert.equal(fields.n, 0.1);
    assert.equal(({} as { x?: number }).x, undefined);
    const pairs = recognise('__proto__=1 constructor=2 level=info').fields;
    assert.deepEqual(Object.entries(pairs ?? {}), [
      ['__proto__', '1'],
      ['constructor', '2'],
      ['level', 'info'],
    ]);
  });
});
