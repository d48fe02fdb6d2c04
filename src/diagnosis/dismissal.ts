// Problems that somebody has seen and put aside: each stays aside until it changes or ends.

import type { Finding, Severity } from '../model/finding';

/** What the problem was when it was put aside. */
export interface Dismissal {
  /** The engine or swarm that it was on: of another one nothing is known. */
  readonly where: string;
  readonly rule: string;
  /** `kind/id`; by name where there is no id. */
  readonly subject: string;
  readonly name: string;
  readonly severity: Severity;
  /** Its title without what only counts on. */
  readonly gist: string;
}

export function dismissalOf({ rule, subject, severity, title }: Finding, where: string): Dismissal {
  const name = subject.name ?? subject.id ?? subject.kind;
  return {
    where,
    rule,
    subject: `${subject.kind}/${subject.id ?? subject.name ?? ''}`,
    name,
    severity,
    gist: gistOf(title),
  };
}

/** The same in all that a person would call a change: worse or better, or with another reason. */
export function isSameProblem(a: Dismissal, b: Dismissal): boolean {
  return isSameTrouble(a, b) && a.severity === b.severity && a.gist === b.gist;
}

/** The same rule on the same object, however it fares. */
export function isSameTrouble(a: Dismissal, b: Dismissal): boolean {
  return a.where === b.where && a.rule === b.rule && a.subject === b.subject;
}

/** What a store gave back; what is no such thing is left out. */
export function readDismissals(value: unknown): readonly Dismissal[] {
  const texts = ['where', 'rule', 'subject', 'name', 'severity', 'gist'];
  const isOne = (one: unknown): one is Dismissal =>
    typeof one === 'object' && one !== null && texts.every((key) => typeof Reflect.get(one, key) === 'string');
  return Array.isArray(value) ? value.filter(isOne) : [];
}

function gistOf(title: string): string {
  return title.replaceAll(/\d+(?= (?:times|tasks?)\b)/g, '#');
}
