// Who cannot reach the target: where it seems sound and is said to be unreachable, the fault shows on those who try.

import type { ContainerCase } from '../cases/cases';
import { refKey } from '../cases/dossierCases';
import type { CauseAround, Suspicion } from '../cause';
import { causeSet } from '../causeSet';
import { isAtLeast } from '../ranking';
import { withoutSymptoms } from '../suspicions';
import { dependencyFacts } from './dependencies';

/** Told by another object's log, one cannot be as sure as of its own trouble. */
const lessSure = 0.9;
/** Beside a fault that shows, a setting that may be meant so is the less likely one. */
const besideAFault = 0.6;
/** A setting that may be meant so is less than somebody's failure. */
const maybeMeant = 0.6;

/** Causes of what is sound in itself. */
const settings = new Set(causeSet.filter(({ onlyWith }) => onlyWith !== undefined).map(({ id }) => id));

/**
 * What was found on the target (`own`), and, where a person says that it cannot be reached and nothing is broken on itself,
 * what is wrong with those around it whose logs complain of it.
 */
export function withComplaints(
  own: readonly Suspicion[],
  byObject: ReadonlyMap<string, readonly Suspicion[]>,
  around: CauseAround,
): readonly Suspicion[] {
  if (!around.symptom.kinds.has('unreachable')) return own;
  const broken = withoutSymptoms(own).filter(({ finding }) => !settings.has(finding.rule));
  if (broken.some(({ finding }) => isAtLeast(finding, 'warning'))) {
    return own.map((one) => (settings.has(one.finding.rule) ? weighed(one, besideAFault) : one));
  }
  const { containers, services } = around.dossier;
  const targets = new Set([...containers, ...services].filter(({ depth }) => depth === 0).map(refKey));
  const complaints = around.containers
    .filter((one) => one.dossier.depth > 0 && complainsOf(targets, one, around))
    .flatMap((one) => withoutSymptoms(byObject.get(refKey(one.ref)) ?? []).filter(({ rank }) => rank === 'cause'));
  if (complaints.length === 0) return own;
  return [...complaints.map((one) => weighed(one, lessSure)), ...own.map((one) => weighed(one, maybeMeant))];
}

function complainsOf(targets: ReadonlySet<string>, subject: ContainerCase, around: CauseAround): boolean {
  return dependencyFacts(subject).some(({ host }) => {
    const found = around.resolve(subject, host);
    return found.type === 'peers' && found.peers.some(({ ref }) => targets.has(refKey(ref)));
  });
}

function weighed(suspicion: Suspicion, weight: number): Suspicion {
  const { finding } = suspicion;
  return { ...suspicion, finding: { ...finding, confidence: finding.confidence * weight } };
}
