import assert from 'node:assert/strict';
import { unknownAudit, unknownDiagnosis } from '../../src/diagnosis/unavailable';

describe('answers where nothing could be judged', () => {
  it('are unknown, with the gap that says so', () => {
    const gap = { part: 'engine', reason: 'refused', message: 'No engine answers.' };
    const diagnosis = unknownDiagnosis({ kind: 'service', name: 'api' }, gap, 3);
    assert.deepEqual(diagnosis.gaps, [gap]);
    assert.deepEqual([diagnosis.status, diagnosis.findings, diagnosis.tookMs], ['unknown', [], 3]);
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
