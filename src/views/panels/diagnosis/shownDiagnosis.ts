// A diagnosis as its panel shows it: names instead of ids, the way to the object to blame, and what can be done from here.

import { maskFinding } from '../../../diagnosis/maskFinding';
import type { ChainLink, Diagnosis, Evidence, Finding, Remedy } from '../../../model/finding';
import type { TargetRef } from '../../../model/target';
import type {
  JumpKind,
  NamedObject,
  ShownDiagnosis,
  ShownEvidence,
  ShownFinding,
  ShownLink,
  ShownProbe,
  ShownRemedy,
} from '../../../protocol/diagnosis';
import { plainLine } from '../../../util/plainLine';

export interface Showing {
  readonly revision: number;
  /** ISO 8601. */
  readonly readAt: string;
  readonly probes: readonly ShownProbe[];
  jump(finding: Finding, evidence: Evidence): JumpKind | undefined;
  /** Whether there is such a command here. */
  canRun(command: string): boolean;
}

/** Most findings that are shown, and characters of one text: a page, not a book. */
const mostFindings = 100;
const mostChars = 2000;

export function shownDiagnosis(diagnosis: Diagnosis, showing: Showing): ShownDiagnosis {
  const { status, findings, suppressed = [], gaps, tookMs, target } = diagnosis;
  return {
    ...{ revision: showing.revision, readAt: showing.readAt, status, tookMs, probes: showing.probes },
    findings: findings.slice(0, mostFindings).map((finding) => shownFinding(finding, target, showing)),
    suppressed: suppressed.map(({ finding, by }) => ({
      rule: finding.rule,
      title: text(maskFinding(finding).title),
      by,
    })),
    gaps: [...new Set(gaps.map(({ message }) => text(message)))],
  };
}

function shownFinding(found: Finding, target: TargetRef, showing: Showing): ShownFinding {
  // Those of the screen are not masked yet.
  const finding = maskFinding(found);
  const { rule, code, severity, confidence, subject, since, remedies } = finding;
  return {
    ...{ rule, severity, sure: Math.round(confidence * 100), subject: named(subject) },
    ...(code === undefined ? {} : { code }),
    ...(since === undefined ? {} : { since }),
    title: text(finding.title),
    explanation: text(finding.explanation),
    chain: chainOf(finding, target),
    evidence: finding.evidence.map((one) => shownEvidence(finding, one, showing)),
    remedies: remedies.map((one) => shownRemedy(one, showing)),
  };
}

function shownEvidence(finding: Finding, evidence: Evidence, showing: Showing): ShownEvidence {
  const { source, path, at, of } = evidence;
  const jump = showing.jump(finding, evidence);
  return {
    ...{ source, excerpt: text(evidence.excerpt) },
    ...(path === undefined ? {} : { path: plainLine(path, 200) }),
    ...(at === undefined ? {} : { at }),
    ...(of === undefined ? {} : { of: named(of) }),
    ...(jump === undefined ? {} : { jump }),
  };
}

function shownRemedy({ title, command, snippet }: Remedy, { canRun }: Showing): ShownRemedy {
  return {
    title: plainLine(title, 200),
    runs: command !== undefined && canRun(command),
    ...(snippet === undefined ? {} : { snippet }),
  };
}

/** From the one that suffers to the one to blame; one object alone is no way. */
function chainOf({ chain = [], subject, title }: Finding, target: TargetRef): readonly ShownLink[] {
  const isGroup = /^(?:engine|swarm|stack|project)$/.test(target.kind);
  const ends: readonly ChainLink[] = [{ of: subject, title: '' }];
  const links: readonly ChainLink[] = [...(isGroup || chain.length > 0 ? [] : [{ of: target, title: '' }]), ...chain];
  const way = [...links, ...ends].filter(({ of }, at, all) => at === 0 || !isSame(of, all[at - 1]?.of));
  if (way.length < 2) return [];
  return way.map((one) => ({
    of: named(one.of),
    ...(one.title === '' || title.startsWith(one.title) ? {} : { title: text(one.title) }),
  }));
}

function isSame(a: TargetRef, b: TargetRef | undefined): boolean {
  if (a.kind !== b?.kind) return false;
  return a.id !== undefined && b.id !== undefined ? a.id === b.id : a.name === b.name;
}

function named({ kind, id, name }: TargetRef): NamedObject {
  return { kind, name: plainLine(name ?? id?.replace(/^sha256:/, '').slice(0, 12) ?? kind, 200) };
}

function text(words: string): string {
  return plainLine(words, mostChars);
}
