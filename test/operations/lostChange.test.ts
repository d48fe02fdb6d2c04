import assert from 'node:assert/strict';
import { lostChange } from '../../src/operations/lostChange';

describe('lostChange', () => {
  const before = { Mode: { Replicated: { Replicas: 2 } }, Labels: { a: '1' }, Env: ['A=1', 'B=1'], Name: 'api' };

  it('names the member that both have changed', () => {
    const wanted = { ...before, Mode: { Replicated: { Replicas: 3 } } };
    const now = { ...before, Mode: { Replicated: { Replicas: 5 } } };
    assert.deepEqual(lostChange(before, wanted, now), ['Mode', 'Replicated', 'Replicas']);
    const taken = { ...before, Mode: {} };
    assert.deepEqual(lostChange(before, wanted, taken), ['Mode', 'Replicated']);
    const labelled = { ...before, Labels: { a: '2' } };
    assert.deepEqual(lostChange(before, labelled, { ...before, Labels: {} }), ['Labels', 'a']);
  });

  it('sees no conflict where both changed something else, or the same thing in the same way', () => {
    const wanted = { ...before, Mode: { Replicated: { Replicas: 3 } } };
    assert.equal(lostChange(before, wanted, { ...before, Labels: { a: '2', b: '1' } }), undefined);
    assert.equal(lostChange(before, wanted, wanted), undefined);
    assert.equal(
      lostChange(before, { ...before, Labels: { a: '1', b: '1' } }, { ...before, Labels: { a: '9' } }),
      undefined,
    );
  });

  it('looks at lists item by item', () => {
    const added = { ...before, Env: ['A=1', 'B=1', 'C=1'] };
    assert.equal(lostChange(before, added, { ...before, Env: ['A=1', 'B=1', 'D=1'] }), undefined);
    const replaced = { ...before, Env: ['A=2', 'B=1'] };
    assert.equal(lostChange(before, replaced, { ...before, Env: ['A=1'] }), undefined);
    assert.deepEqual(lostChange(before, replaced, { ...before, Env: ['A=3', 'B=1'] }), ['Env']);
  });
});
