// The honest answer while diagnosis and audit of one target are not built yet: unknown, with the gap that says so.

import type { AuditReport, Diagnosis } from '../model/finding';
import type { Gap } from '../model/gap';
import type { TargetRef } from '../model/target';

/** `tookMs`: how long the asker waited, in milliseconds. */
export function unknownDiagnosis(target: TargetRef, tookMs: number): Diagnosis {
  return {
    target,
    status: 'unknown',
    findings: [],
    gaps: [
      notAvailable(
        'diagnosis',
        'Diagnosis is not part of this version yet. The Problems view lists what the live picture shows.',
      ),
    ],
    tookMs,
  };
}

export function unknownAudit(): AuditReport {
  return {
    findings: [],
    gaps: [notAvailable('audit', 'The security audit is not part of this version yet. Nothing was checked.')],
    checked: 0,
    passed: 0,
  };
}

function notAvailable(part: string, message: string): Gap {
  return { part, reason: 'not-available', message };
}
