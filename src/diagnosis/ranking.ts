// The order of findings: worst first, and total, so that rows never trade places without a reason.

import type { Finding, Severity } from '../model/finding';
import type { TargetKind } from '../model/target';

const severities: Readonly<Record<Severity, number>> = { critical: 0, error: 1, warning: 2, info: 3 };

/** What carries others stands before what it carries. */
const kinds: Readonly<Record<TargetKind, number>> = {
  engine: 0,
  swarm: 1,
  node: 2,
  stack: 3,
  project: 4,
  service: 5,
  task: 6,
  container: 7,
  network: 8,
  volume: 9,
  image: 10,
  secret: 11,
  config: 12,
  plugin: 13,
};

/** Worst severity, then kind, name, id and rule. Time is left out: a looping service would move with each try. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    severities[a.severity] - severities[b.severity] ||
    kinds[a.subject.kind] - kinds[b.subject.kind] ||
    compareText(a.subject.name, b.subject.name) ||
    compareText(a.subject.id, b.subject.id) ||
    compareText(a.rule, b.rule)
  );
}

export function isAtLeast(finding: Finding, severity: Severity): boolean {
  return severities[finding.severity] <= severities[severity];
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
