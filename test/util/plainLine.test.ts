import assert from 'node:assert/strict';
import { plainLine } from '../../src/util/plainLine';

describe('plainLine', () => {
  it('is one line without what would hide or turn other text', () => {
    assert.equal(plainLine('  a\r\n\tb\u0000c\u2028d  e\u001b[31m '), 'a b c d e [31m');
    assert.equal(plainLine('safe\u202egnp.exe\u2066x\u061cy\u200e'), 'safegnp.exexy');
  });

  it('is cut where it is long, and does not look at what cannot be shown', () => {
    assert.equal(plainLine('abc def', 5), 'abc…');
    assert.equal(plainLine('abcde', 5), 'abcde');
    const huge = `${'x'.repeat(50_000_000)}`;
    assert.equal(plainLine(huge, 10), `${'x'.repeat(9)}…`);
  });
});
