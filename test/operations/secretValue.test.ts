import assert from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { SecretValue } from '../../src/operations/secretValue';

describe('SecretValue', () => {
  const of = (text: string) => new SecretValue(Buffer.from(text));
  const read = (value: SecretValue) => value.use(async (bytes) => bytes.toString());

  it('is used, and told by nothing', async () => {
    const value = of('marker');
    assert.equal(await read(value), 'marker');
    const told = [
      String(value),
      `${value}`,
      JSON.stringify({ value }),
      inspect({ value }, { showHidden: true, depth: 9 }),
      format('%s %o %j', value, value, value),
      inspect(value, { customInspect: false, showHidden: true, depth: 9 }),
      JSON.stringify({ ...value }),
    ];
    for (const words of told) assert.doesNotMatch(words, /marker|6d 61 72|109/);
  });

  it('is zeros once it is wiped, and of no use', async () => {
    const bytes = Buffer.from('marker');
    const value = new SecretValue(bytes);
    value.wipe();
    assert.deepEqual([...bytes], [0, 0, 0, 0, 0, 0]);
    await assert.rejects(read(value), /wiped/);
  });

  it('cuts one newline at the end, of either kind', async () => {
    assert.equal(of('a').endsWithNewline, false);
    assert.equal(of('').endsWithNewline, false);
    assert.equal(of('a\n').endsWithNewline, true);
    assert.equal(await read(of('a\n\n').withoutNewline()), 'a\n');
    assert.equal(await read(of('a\r\n').withoutNewline()), 'a');
    assert.equal(await read(of('a').withoutNewline()), 'a');
    assert.equal(await read(of('\n').withoutNewline()), '');
  });
});
