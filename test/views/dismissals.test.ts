// Problems that were put aside: until they change, until they end, and over a reload.

import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/finding';
import { createDismissals } from '../../src/views/dismissals';

const fail = (error: unknown) => assert.fail(String(error));

function store() {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string) => values.get(key) as T | undefined,
    update: async (key: string, value: unknown) => void values.set(key, structuredClone(value)),
  };
}

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'container-restarting',
  severity: 'error',
  confidence: 1,
  subject: { kind: 'container', id: 'c1', name: 'api' },
  title: 'keeps restarting (3 times): exit code 1',
  explanation: '',
  evidence: [],
  remedies: [],
  ...more,
});

describe('dismissals', () => {
  it('leave a problem out until it is another one, and know that a count is none', () => {
    const dismissals = createDismissals(store(), fail);
    const other = finding({ subject: { kind: 'container', id: 'c2', name: 'web' } });
    dismissals.add([finding()], 'here');
    assert.deepEqual(dismissals.without([finding(), other], 'here', true), [other]);
    const counted = finding({ title: 'keeps restarting (14 times): exit code 1' });
    assert.deepEqual(dismissals.without([counted], 'here', true), []);
    for (const change of [{ title: 'keeps restarting (14 times): exit code 137' }, { severity: 'warning' as const }]) {
      dismissals.add([finding()], 'here');
      const changed = finding(change);
      assert.deepEqual(dismissals.without([changed], 'here', true), [changed]);
      assert.deepEqual(dismissals.without([finding()], 'here', true), [finding()], 'it was told again for good');
    }
  });

  it('end with the problem, but not while not everything is known, nor on another engine', () => {
    const dismissals = createDismissals(store(), fail);
    dismissals.add([finding()], 'here');
    assert.deepEqual(dismissals.without([], 'here', false), []);
    assert.deepEqual(dismissals.without([finding()], 'there', true), [finding()]);
    assert.deepEqual(dismissals.without([finding()], 'here', true), []);
    dismissals.without([], 'here', true);
    assert.deepEqual([dismissals.all, dismissals.without([finding()], 'here', true)], [[], [finding()]]);
  });

  it('are kept over a reload, can be taken back, and survive a store that holds nonsense', () => {
    const kept = store();
    createDismissals(kept, fail).add([finding()], 'here');
    const after = createDismissals(kept, fail);
    assert.deepEqual(after.without([finding()], 'here', true), []);
    let told = 0;
    after.onDidChange(() => told++);
    const [one] = after.all;
    assert(one);
    after.takeBack(one);
    assert.deepEqual([told, after.without([finding()], 'here', true)], [1, [finding()]]);
    void kept.update('dockhound.dismissals', [1, null, { rule: 'x' }, one]);
    assert.deepEqual(createDismissals(kept, fail).all, [one]);
  });

  it('hand back the very same list where nothing is put aside', () => {
    const findings = [finding()];
    assert.equal(createDismissals(store(), fail).without(findings, 'here', true), findings);
  });
});
