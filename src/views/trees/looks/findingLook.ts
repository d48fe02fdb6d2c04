// How a problem reads in a row: whom it is about, what is wrong, and for how long.

import { shortAge } from '../../../model/age';
import type { Finding, Severity } from '../../../model/finding';
import { facts, oneLine, type RowLook, type RowTone } from '../rowLook';

const looks: Readonly<Record<Severity, { icon: string; tone: RowTone }>> = {
  critical: { icon: 'flame', tone: 'error' },
  error: { icon: 'error', tone: 'error' },
  warning: { icon: 'warning', tone: 'warning' },
  info: { icon: 'info', tone: 'plain' },
};

export function findingLook(finding: Finding, now: number): RowLook {
  const { icon, tone } = looks[finding.severity];
  const name = finding.subject.name ?? finding.subject.id ?? finding.subject.kind;
  const age = shortAge(finding.since, now);
  return {
    label: oneLine(name),
    description: facts(oneLine(withoutName(finding.title, name)), age),
    spoken: finding.severity,
    icon,
    tone,
    tooltip: [
      oneLine(finding.title),
      oneLine(finding.explanation),
      ...finding.evidence.slice(0, 3).map((one) => `${one.path ?? one.source}: ${oneLine(one.excerpt).slice(0, 300)}`),
      ...finding.remedies.slice(0, 3).map((remedy) => `→ ${oneLine(remedy.title)}`),
    ],
    contextValue: `${finding.subject.kind}.problem.${finding.severity}`,
    ...(age === undefined ? {} : { ages: true }),
  };
}

/** The label has the name already, so a title that begins with it goes on without. */
function withoutName(title: string, name: string): string {
  return title.startsWith(`${name} `) ? title.slice(name.length + 1).replace(/^[:–-]\s*/, '') : title;
}
