// From the evidence about one target to its diagnosis: causes are judged, ranked, and followed to the object to blame.

import type { Dossier } from '../model/dossier/dossier';
import type { Diagnosis, Finding } from '../model/finding';
import type { Gap } from '../model/gap';
import { dossierCases, refKey } from './cases/dossierCases';
import type { AnyCause, Cause, CauseAround, CauseScope, CauseSubjects, EvidencePart, Suspicion } from './cause';
import { causeSet } from './causeSet';
import { followChain } from './chain';
import { contradictions, gapOf } from './evidenceGaps';
import { maskFinding } from './maskFinding';
import { withComplaints } from './peers/complainers';
import { isAtLeast } from './ranking';
import { screenSuspicions } from './screen/screenSuspicions';
import { compareSuspicions, objectKey, withoutSymptoms } from './suspicions';

export interface DiagnoseOptions {
  /** What the person sees, in their words. */
  readonly symptom?: string;
  /** Milliseconds that the evidence took. */
  readonly tookMs?: number;
}

/** Pure: the same dossier always yields the same diagnosis. */
export function diagnose(dossier: Dossier, options: DiagnoseOptions = {}): Diagnosis {
  const { containers, services, around } = dossierCases(dossier, options.symptom);
  const hiding = new Map<string, { readonly gap: Gap; readonly rules: Set<string> }>();
  const judge = judgeBy(around, hiding);
  const byObject = new Map<string, Suspicion[]>();
  const own: Suspicion[] = [];
  const note = (depth: number, found: readonly Suspicion[]) => {
    if (depth === 0) own.push(...found);
    for (const one of found) {
      const key = objectKey(one);
      byObject.set(key, [...(byObject.get(key) ?? []), one]);
    }
  };
  for (const subject of containers) note(subject.dossier.depth, judge('container', subject, subject.dossier.depth));
  for (const subject of services) note(subject.dossier.depth, judge('service', subject, subject.dossier.depth));
  for (const { node, depth } of dossier.nodes) note(depth, judge('node', node, depth));
  note(0, judge('swarm', dossier, 0));
  note(0, screenSuspicions(dossier));
  const findings = withoutSymptoms(withComplaints(own, byObject, around))
    .sort(compareSuspicions)
    .map((one) => followChain(one, byObject));
  const listed = distinct(findings).map(maskFinding);
  // Nothing at all is known of a container whose settings did not come, so no cause even asked.
  const unread = dossier.containers.flatMap(({ depth, facts }) => (depth === 0 && !facts.known ? [facts.gap] : []));
  const disputed = listed.length > 0 ? [] : contradictions(dossier);
  const gaps = [
    ...dossier.gaps,
    ...unread,
    ...disputed,
    ...[...hiding.values()].map(({ gap, rules }) => notChecked(gap, rules)),
  ];
  return {
    target: dossier.target,
    status: listed.some((finding) => isAtLeast(finding, 'warning'))
      ? 'problem'
      : gaps.length > 0
        ? 'unknown'
        : 'healthy',
    findings: listed,
    gaps,
    tookMs: options.tookMs ?? 0,
  };
}

/** Runs all causes of a scope over one subject; what a cause needs and does not have is noted for the target itself. */
function judgeBy(around: CauseAround, hiding: Map<string, { readonly gap: Gap; readonly rules: Set<string> }>) {
  const causes = causesByScope(causeSet);
  return <S extends CauseScope>(scope: S, subject: CauseSubjects[S], depth: number): readonly Suspicion[] =>
    causes[scope].flatMap((cause) => {
      if (cause.onlyWith && !cause.onlyWith.some((kind) => around.symptom.kinds.has(kind))) return [];
      if (cause.ofTargetAlone && depth > 0) return [];
      const missing = cause.needs.flatMap((part: EvidencePart) => gapOf(part, subject, around.dossier) ?? []);
      for (const gap of depth === 0 ? missing : []) {
        const key = `${gap.part}/${gap.node ?? ''}/${gap.message}`;
        const noted = hiding.get(key) ?? { gap, rules: new Set<string>() };
        noted.rules.add(cause.id);
        hiding.set(key, noted);
      }
      return missing.length > 0 ? [] : cause.judge(subject, around);
    });
}

type CausesByScope = { readonly [S in CauseScope]: readonly Cause<S>[] };

function causesByScope(causes: readonly AnyCause[]): CausesByScope {
  const sorted: { [S in CauseScope]: Cause<S>[] } = { container: [], service: [], node: [], swarm: [] };
  for (const cause of causes) {
    switch (cause.over) {
      case 'container':
        sorted.container.push(cause);
        break;
      case 'service':
        sorted.service.push(cause);
        break;
      case 'node':
        sorted.node.push(cause);
        break;
      case 'swarm':
        sorted.swarm.push(cause);
        break;
    }
  }
  return sorted;
}

function notChecked(gap: Gap, rules: ReadonlySet<string>): Gap {
  const some = [...rules].sort();
  const named = some.length > 3 ? `${some.slice(0, 3).join(', ')} and ${some.length - 3} more` : some.join(', ');
  return { ...gap, message: `${gap.message} Not checked: ${named}.` };
}

/** The same cause of the same object once, however many containers or routes lead to it. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.rule} ${refKey(finding.subject)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
