import assert from 'node:assert/strict';
import { unknownAudit, unknownDiagnosis } from '../../src/diagnosis/unavailable';

describe('answers while diagnosis and audit are not there', () => {
  it('are unknown, with the gap that says so', () => {
    const diagnosis = unknownDiagnosis({ kind: 'service', name: 'api' }, 3);
    assert.deepEqual([diagnosis.status, diagnosis.findings, diagnosis.tookMs], ['unknown', [], 3]);
    assert.deepEqual(
      diagnosis.gaps.map(({ part, reason }) => [part, reason]),
      [['diagnosis', 'not-available']],
    );
  });

  it('count nothing as checked', () => {
    const audit = unknownAudit();
    assert.deepEqual([audit.findings, audit.checked, audit.passed], [[], 0, 0]);
    assert.deepEqual(
      audit.gaps.map(({ part, reason }) => [part, reason]),
      [['audit', 'not-available']],
    );
  });
});
