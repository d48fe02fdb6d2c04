import assert from 'node:assert/strict';
import { safeSegments, staysInside } from '../../../src/views/containerFiles/safePath';

describe('safeSegments', () => {
  it('takes names apart, and refuses what leads elsewhere', () => {
    assert.deepEqual(safeSegments('./etc//ssl/', false), ['etc', 'ssl']);
    assert.deepEqual(safeSegments('/etc/passwd', false), ['etc', 'passwd']);
    assert.deepEqual(safeSegments('..a/b..', false), ['..a', 'b..']);
    for (const bad of ['..', 'a/../../b', 'a/..', '../a', 'a\0b'])
      assert.equal(safeSegments(bad, false), undefined, bad);
  });

  it('refuses names that mean something else on Windows, only there', () => {
    for (const bad of [
      'a\\..\\..\\b',
      'C:evil',
      'a:stream',
      'NUL',
      'con.txt',
      'LPT1',
      'dot.',
      'space ',
      'a\nb',
      'a?b',
    ]) {
      assert.equal(safeSegments(`top/${bad}`, true), undefined, bad);
      assert.ok(safeSegments(`top/${bad}`, false), bad);
    }
    assert.deepEqual(safeSegments('top/console.txt', true), ['top', 'console.txt']);
  });
});

describe('staysInside', () => {
  it('lets a link climb as far as the folder that is written, and no further', () => {
    assert.equal(staysInside(['a', 'b'], '../../c', false), true);
    assert.equal(staysInside(['a'], '../../c', false), false);
    assert.equal(staysInside([], '..', false), false);
    assert.equal(staysInside([], 'x/y', false), true);
  });

  it('refuses what is absolute, and what climbs behind a name', () => {
    for (const bad of ['/etc/passwd', 'x/../../y', 'x/..', '', 'a\0'])
      assert.equal(staysInside(['a', 'b'], bad, false), false, bad);
    assert.equal(staysInside(['a'], 'C:\\x', true), false);
  });
});
