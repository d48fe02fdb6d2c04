import assert from 'node:assert/strict';
import { assertNever } from '../../src/util/assertNever';

describe('assertNever', () => {
  it('names the value nobody handles', () => {
    assert.throws(() => assertNever('odd' as never), /odd/);
  });
});
