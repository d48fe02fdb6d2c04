// The honest answer where nothing could be judged: unknown, with the gap that says why.

import type { AuditReport, Diagnosis } from '../model/finding';
import type { Gap } from '../model/gap';
import type { TargetRef } from '../model/target';

/** `tookMs`: how long the asker waited, in milliseconds. */
export function unknownDiagnosis(target: TargetRef, gap: Gap, tookMs: number): Diagnosis {
  return { target, status: 'unknown', findings: [], gaps: [gap], tookMs };
}

export function unknownAudit(): AuditReport {
  return {
    findings: [],
    gaps: [
      {
        part: 'audit',
        reason: 'not-available',
        message: 'The security audit is not part of this version yet. Nothing was checked.',
      },
    ],
    checked: 0,
    passed: 0,
  };
}
