// The order of what may be the cause, and which of it only follows from something better.

import type { CauseRank, Suspicion } from './cause';
import { refKey } from './dossierCases';
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

/** Leaves out what a cause on the same object explains by name, and symptoms where any sure cause is known. */
export function withoutSymptoms(suspicions: readonly Suspicion[]): Suspicion[] {
  const explained = new Set<string>();
  const caused = new Set<string>();
  for (const { finding, explains, rank } of suspicions) {
    for (const rule of explains) explained.add(`${rule} ${refKey(finding.subject)}`);
    if (rank === 'cause' && finding.confidence >= sure && isAtLeast(finding, 'warning'))
      caused.add(refKey(finding.subject));
  }
  const kept = suspicions.filter(({ finding, rank }) => {
    if (explained.has(`${finding.rule} ${refKey(finding.subject)}`)) return false;
    return rank === 'cause' || !caused.has(refKey(finding.subject));
  });
  const symptoms = kept.some(({ rank, finding }) => rank === 'symptom' && isAtLeast(finding, 'warning'));
  return kept.filter(({ rank }) => rank !== 'fallback' || !symptoms || kept.every((one) => one.rank !== 'cause'));
}

function weight({ finding }: Suspicion): number {
  return isAtLeast(finding, 'warning') ? 0 : 1;
}
