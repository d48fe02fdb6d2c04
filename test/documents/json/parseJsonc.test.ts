import assert from 'node:assert/strict';
import { parseJsonc, placeOf } from '../../../src/documents/json/parseJsonc';

describe('JSON with comments', () => {
  const good: readonly (readonly [string, unknown])[] = [
    ['{}', {}],
    [' [1, -2.5e3, true, null, "a\\n\\u00e4"] ', [1, -2500, true, null, 'a\nä']],
    ['// first\n{ "a": /* in */ 1, } // last', { a: 1 }],
    ['{"a":[{"b":[]}],}', { a: [{ b: [] }] }],
    ['\ufeff{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
    ['"// no comment"', '// no comment'],
  ];
  for (const [text, value] of good) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const read = parseJsonc(text);
      assert.deepEqual(read.errors, []);
      assert.deepEqual(read.value, value);
    });
  }

  const bad: readonly (readonly [string, string])[] = [
    ['', ''],
    ['{', ''],
    ['{"a" 1}', '1'],
    ['{"a": nope}', 'nope'],
    ['{"a": 1 "b": 2}', '"'],
    ['{"a": "open\n}', '"open'],
    ["{'a': 1}", "'"],
    ['{"a": 1, "a": 2}', '"a"'],
    ['[1 2]', '2'],
    ['{} {}', '{}'],
    ['{"a": "\\x"}', '"\\x"'],
    ['[[', ''],
  ];
  for (const [text, where] of bad) {
    it(`says where ${JSON.stringify(text)} goes wrong`, () => {
      const [error] = parseJsonc(text).errors;
      assert.ok(error);
      assert.equal(text.slice(error.range.start, error.range.end), where);
    });
  }

  it('is not led into the depths', () => {
    assert.match(parseJsonc('['.repeat(100_000)).errors[0]?.message ?? '', /too deep/);
  });

  it('knows where each value stands', () => {
    const text = '{ "ports": [ { "target": 80 } ], "env": { "A": "x" } }';
    const read = parseJsonc(text);
    const at = (path: string) => {
      const { start, end } = placeOf(read, path);
      return text.slice(start, end);
    };
    assert.equal(at('ports.0.target'), '80');
    assert.equal(at('env.A'), '"x"');
    assert.equal(at('ports.0.published'), '{');
    assert.equal(at('env.B'), '"env"');
    assert.equal(at('name'), '{');
  });
});
