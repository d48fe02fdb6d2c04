import assert from 'node:assert/strict';
import type { ShownFinding } from '../../../src/protocol/diagnosis';
import { bySubject, findingKey, sureWords } from '../../../webview/diagnosis/diagnosisWords';

const finding = (rule: string, name: string, kind: 'container' | 'service' = 'container'): ShownFinding => ({
  ...{ rule, severity: 'error', sure: 90, subject: { kind, name }, title: rule, explanation: '' },
  ...{ chain: [], evidence: [], remedies: [] },
});

describe('the words of a diagnosis', () => {
  it('group findings by the object to blame, each with its place among all', () => {
    const groups = bySubject([
      finding('a', 'db'),
      finding('b', 'web'),
      finding('c', 'db'),
      finding('d', 'db', 'service'),
    ]);
    assert.deepEqual(
      groups.map(({ key, findings }) => [key, findings.map(({ at }) => at)]),
      [
        ['container/db', [0, 2]],
        ['container/web', [1]],
        ['service/db', [3]],
      ],
    );
  });

  it('name a finding by its rule and its object, and say how sure it is', () => {
    assert.notEqual(findingKey(finding('a', 'db')), findingKey(finding('a', 'web')));
    assert.deepEqual([95, 75, 55, 20].map(sureWords), ['as good as certain', 'very likely', 'likely', 'possible']);
  });
});
