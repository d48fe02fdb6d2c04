// Follows a finding to the object whose own trouble explains it: api → db → volume. Depth and cycles are bounded.

import type { Evidence, Finding } from '../model/finding';
import type { TargetRef } from '../model/target';
import { refKey } from './cases/dossierCases';
import type { Suspicion } from './cause';
import { isAtLeast } from './ranking';
import { compareSuspicions, objectKey, withoutSymptoms } from './suspicions';

const deepest = 3;

/** The finding at the end of the chain, told with the way to it; the finding itself where the chain ends at once. */
export function followChain(first: Suspicion, byObject: ReadonlyMap<string, readonly Suspicion[]>): Finding {
  const way: Suspicion[] = [first];
  const visited = new Set([objectKey(first)]);
  let last = first;
  while (way.length <= deepest && last.leadsTo !== undefined && !visited.has(refKey(last.leadsTo))) {
    visited.add(refKey(last.leadsTo));
    const next = bestOn(last.leadsTo, last.leadsBy, byObject);
    if (next === undefined) break;
    way.push(next);
    last = next;
  }
  return way.length === 1 ? { ...first.finding, evidence: evidenceOf(first, first.finding) } : told(way);
}

/** What was found when that object itself was judged. */
function bestOn(
  ref: TargetRef,
  by: readonly string[] | undefined,
  byObject: ReadonlyMap<string, readonly Suspicion[]>,
): Suspicion | undefined {
  const found = (byObject.get(refKey(ref)) ?? []).filter(({ finding }) => isAtLeast(finding, 'warning'));
  return withoutSymptoms(found)
    .filter(({ finding }) => by === undefined || by.includes(finding.rule))
    .sort(compareSuspicions)[0];
}

function told(way: readonly Suspicion[]): Finding {
  const root = way.at(-1)?.finding;
  const first = way[0]?.finding;
  if (root === undefined || first === undefined) throw new Error('A chain has at least one link.');
  const links = way.slice(0, -1).reverse();
  const suffering = links.map(({ of, finding }) => (of ?? finding.subject).name ?? 'what needs it');
  return {
    ...root,
    confidence: Math.min(root.confidence, first.confidence),
    severity: first.severity,
    ...(first.since === undefined ? {} : { since: first.since }),
    title: `${root.title}; that is why ${suffering.join(', and so ')} fails`,
    explanation: `${root.explanation} ${links.map(({ finding }) => `What follows: ${finding.title}.`).join(' ')}`,
    evidence: way.toReversed().flatMap((one, at) => evidenceOf(one, root).slice(0, at === 0 ? undefined : 2)),
    chain: way.map(({ of, finding }) => ({ of: of ?? finding.subject, title: finding.title })),
  };
}

/** Each piece says whom it is told of, where that is not whom the finding blames. */
function evidenceOf({ of, finding }: Suspicion, { subject }: Finding): readonly Evidence[] {
  const whom = of ?? finding.subject;
  if (refKey(whom) === refKey(subject)) return finding.evidence;
  return finding.evidence.map((one) => (one.of === undefined ? { ...one, of: whom } : one));
}
