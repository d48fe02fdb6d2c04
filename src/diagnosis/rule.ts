// The contract of a rule: one cause, what it needs to see, and how its findings read.

import type { Container } from '../model/container';
import type { EngineInfo } from '../model/engineInfo';
import type { Evidence, Finding, Remedy, Severity } from '../model/finding';
import type { ObjectKind } from '../model/objects';
import type { Service } from '../model/service';
import type { SwarmNode } from '../model/swarmNode';
import type { TargetRef } from '../model/target';
import type { Task } from '../model/task';
import type { ServiceStanding } from './cases/serviceStanding';

/** A part of the picture that a rule may need. Where it is a gap, the rule's verdict is *not checked*. */
export type Part = 'info' | ObjectKind;

/** What a rule judges, one object at a time. */
export interface RuleSubjects {
  engine: EngineInfo;
  node: SwarmNode;
  service: Service;
  container: Container;
}
export type RuleScope = keyof RuleSubjects;

/** What a rule may look at besides its subject. Time is given, so that a verdict can be repeated. */
export interface Surroundings {
  /** Epoch milliseconds. */
  readonly now: number;
  tasksOf(serviceId: string): Iterable<Task>;
  tasksOn(nodeId: string): Iterable<Task>;
  readonly nodes: ReadonlyMap<string, SwarmNode>;
  /** The task's container, where this engine holds it and it carries the label of the task's service. */
  containerOf(task: Task): Container | undefined;
  /** How the service fares, slot by slot; worked out once for all rules. */
  standing(service: Service): ServiceStanding;
}

/** One case of the rule's cause. `data` holds all that the texts need. */
export interface Caught<D> {
  readonly data: D;
  /** 0 to 1. */
  readonly confidence: number;
  /** Where the case is worse or milder than the rule's own severity. */
  readonly severity?: Severity;
  /** Where the case has a catalogue code of its own. */
  readonly code?: string;
  /** Since when the trouble lasts, ISO 8601. */
  readonly since?: string;
  readonly subject: TargetRef;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
}

export interface Verdict<D> {
  readonly caught: readonly Caught<D>[];
  /** Epoch milliseconds at which the same facts would be judged otherwise; absent: never. */
  readonly again?: number;
}

export interface RuleDefinition<S extends RuleScope, D> {
  /** Kebab-case; also the name of its page in docs/rules. Its file bears it in camel case. */
  readonly id: string;
  /** Catalogue code of the cause, for example `A06`. Absent for a mere symptom. */
  readonly code?: string;
  readonly severity: Severity;
  readonly over: S;
  readonly needs: readonly Part[];
  /** Rules whose findings on the same object are symptoms of this cause, and are not listed beside it. */
  readonly explains?: readonly string[];
  title(data: D): string;
  explanation(data: D): string;
  check(subject: RuleSubjects[S], around: Surroundings): Verdict<D>;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly again?: number;
}

/** A rule as the screen runs it: the kind of its data is its own affair. */
export interface Rule<S extends RuleScope> {
  readonly id: string;
  readonly over: S;
  readonly needs: readonly Part[];
  readonly explains?: readonly string[];
  judge(subject: RuleSubjects[S], around: Surroundings): Judgement;
}

export type AnyRule = { [S in RuleScope]: Rule<S> }[RuleScope];

/** Nothing wrong, and time alone will not change that. */
export const clean: Verdict<never> = { caught: [] };

/** Makes a rule from its definition: its cases become findings by way of its texts. */
export function defineRule<S extends RuleScope, D>(definition: RuleDefinition<S, D>): RuleDefinition<S, D> & Rule<S> {
  return {
    ...definition,
    judge(subject, around) {
      const verdict = definition.check(subject, around);
      const findings = verdict.caught.map((caught) => findingOf(definition, caught));
      return verdict.again === undefined ? { findings } : { findings, again: verdict.again };
    },
  };
}

function findingOf<S extends RuleScope, D>(rule: RuleDefinition<S, D>, caught: Caught<D>): Finding {
  const code = caught.code ?? rule.code;
  return {
    rule: rule.id,
    ...(code === undefined ? {} : { code }),
    severity: caught.severity ?? rule.severity,
    confidence: caught.confidence,
    subject: caught.subject,
    ...(caught.since === undefined ? {} : { since: caught.since }),
    title: rule.title(caught.data),
    explanation: rule.explanation(caught.data),
    evidence: caught.evidence,
    remedies: caught.remedies,
  };
}
