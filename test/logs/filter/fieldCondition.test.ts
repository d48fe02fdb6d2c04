import assert from 'node:assert/strict';
import { type FieldCondition, fieldTest } from '../../../src/logs/filter/fieldCondition';

function holds(path: string, op: FieldCondition['op'], value: string, text: string): boolean {
  return fieldTest({ path: path.split('/'), op, value })(text);
}

describe('fieldTest', () => {
  it('compares a field as it is read, however the line writes it', () => {
    for (const [path, value, text] of [
      ['user', 'anna', '{"user":"anna","x":1}'],
      ['user', 'anna', '{"user":"\\u0061nna"}'],
      ['user', 'anna', 'user=anna level=info'],
      ['user', 'anna', 'level=info user=an\u001b[31mna\u001b[0m'],
      ['n', '1000', '{"n":1e3}'],
      ['n', '0.1', '{"n":0.10}'],
      ['n', '12345678901234567890', '{"n":12345678901234567890}'],
      ['ok', 'true', '{"ok":true}'],
      ['a/b/1', 'x', '{"a":{"b":["w","x"]}}'],
      ['a', '["w","x"]', '{"a":["w", "x"]}'],
      ['status', '404', '10.0.0.1 - - [02/Jan/2024:03:04:05 +0000] "GET / HTTP/1.1" 404 1'],
      ['msg', 'two words', '{"msg":"two words"}'],
    ] as const) {
      assert.equal(holds(path, '=', value, text), true, text);
      assert.equal(holds(path, '!=', value, text), false, text);
      assert.equal(holds(path, '=', `${value}0`, text), false, text);
      assert.equal(holds(path, '!=', `${value}0`, text), true, text);
      assert.equal(holds('other', '=', value, text), false, text);
      assert.equal(holds('other', '!=', value, text), true, text);
    }
  });

  it('searches a field by an expression that ignores case', () => {
    assert.equal(holds('user', '~', '^AN+', '{"user":"anna","x":"an"}'), true);
    assert.equal(holds('user', '~', '^nn', '{"user":"anna"}'), false);
    assert.equal(holds('user', '~', '.', 'plain text about a user'), false);
  });

  it('leaves out a line without fields, unless the field must not be so', () => {
    assert.equal(holds('user', '=', 'anna', 'user anna'), false);
    assert.equal(holds('user', '!=', 'anna', 'user anna'), true);
  });
});
