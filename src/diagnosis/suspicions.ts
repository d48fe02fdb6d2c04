// The order of what may be the cause, and which of it only follows from something better.

import { refKey } from './cases/dossierCases';
import type { CauseRank, Suspicion } from './cause';
import { isAtLeast } from './ranking';

const ranks: Readonly<Record<CauseRank, number>> = { cause: 0, symptom: 1, fallback: 2 };
/** From here on a cause is sure enough to stand for what follows from it. */
const sure = 0.6;

/** Causes before symptoms, what matters before what is only mentioned, then the surer. */
export function compareSuspicions(a: Suspicion, b: Suspicion): number {
  return (
    weight(a) - weight(b) ||
    ranks[a.rank] - ranks[b.rank] ||
    b.finding.confidence - a.finding.confidence ||
    (a.finding.rule < b.finding.rule ? -1 : 1)
  );
}

/** The object that was judged: it may blame another one. */
export function objectKey({ of, finding }: Suspicion): string {
  return refKey(of ?? finding.subject);
}

/** Leaves out what a cause on the same object explains by name, and symptoms where any sure cause is known. */
export function withoutSymptoms(suspicions: readonly Suspicion[]): Suspicion[] {
  const explained = new Set<string>();
  const caused = new Set<string>();
  for (const one of suspicions) {
    for (const rule of one.explains) explained.add(`${rule} ${objectKey(one)}`);
    const sureCause = one.rank === 'cause' && one.finding.confidence >= sure && isAtLeast(one.finding, 'warning');
    if (sureCause) caused.add(objectKey(one));
  }
  return suspicions.filter(
    (one) =>
      !explained.has(`${one.finding.rule} ${objectKey(one)}`) && (one.rank === 'cause' || !caused.has(objectKey(one))),
  );
}

function weight({ finding }: Suspicion): number {
  return isAtLeast(finding, 'warning') ? 0 : 1;
}
