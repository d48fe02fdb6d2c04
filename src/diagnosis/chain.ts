// Follows a finding to the object whose own trouble explains it: api → db → volume. Depth and cycles are bounded.

import type { Finding } from '../model/finding';
import type { TargetRef } from '../model/target';
import type { CauseAround, Suspicion } from './cause';
import { refKey } from './dossierCases';
import { isAtLeast } from './ranking';
import { compareSuspicions, withoutSymptoms } from './suspicions';

const deepest = 3;

/** The finding at the end of the chain, told with the way to it; the finding itself where the chain ends at once. */
export function followChain(
  first: Suspicion,
  bySubject: ReadonlyMap<string, readonly Suspicion[]>,
  around: CauseAround,
): Finding {
  const way: Suspicion[] = [first];
  const visited = new Set([refKey(first.finding.subject)]);
  let last = first;
  while (way.length <= deepest && last.leadsTo !== undefined && !visited.has(refKey(last.leadsTo))) {
    visited.add(refKey(last.leadsTo));
    const next = bestOn(last.leadsTo, bySubject);
    if (next === undefined) break;
    way.push(next);
    visited.add(refKey(next.finding.subject));
    last = next;
  }
  return way.length === 1 ? first.finding : told(way, around);
}

function bestOn(ref: TargetRef, bySubject: ReadonlyMap<string, readonly Suspicion[]>): Suspicion | undefined {
  const found = (bySubject.get(refKey(ref)) ?? []).filter(({ finding }) => isAtLeast(finding, 'warning'));
  return withoutSymptoms(found).sort(compareSuspicions)[0];
}

function told(way: readonly Suspicion[], around: CauseAround): Finding {
  const root = way.at(-1)?.finding;
  const first = way[0]?.finding;
  if (root === undefined || first === undefined) throw new Error('A chain has at least one link.');
  const names = way.map(({ finding }) => nameOf(finding.subject, around));
  const follows = names.slice(0, -1).reverse().join(', and with it ');
  return {
    ...root,
    confidence: Math.min(root.confidence, first.confidence),
    severity: first.severity,
    ...(first.since === undefined ? {} : { since: first.since }),
    title: `${root.title}; ${follows} cannot work without it`,
    explanation: `${root.explanation} ${way
      .slice(0, -1)
      .reverse()
      .map(({ finding }) => `That is why: ${finding.title}.`)
      .join(' ')}`,
    evidence: [...root.evidence, ...way.slice(0, -1).flatMap(({ finding }) => finding.evidence.slice(0, 2))],
    remedies: root.remedies,
  };
}

function nameOf(ref: TargetRef, around: CauseAround): string {
  return ref.name ?? around.containers.find(({ dossier }) => dossier.id === ref.id)?.name ?? ref.id ?? ref.kind;
}
