// The contract of a cause: what it judges, what evidence it needs, and how its findings read.

import type { Dossier } from '../model/dossier/dossier';
import type { Finding, FindingData } from '../model/finding';
import type { SwarmNode } from '../model/swarmNode';
import type { TargetRef } from '../model/target';
import type { ContainerCase, ServiceCase } from './cases/cases';
import type { Peer, Resolved } from './peers/hostNames';
import type { Caught } from './rule';
import type { Symptom, SymptomKind } from './symptom';

/** What a cause judges, one at a time; `swarm` is the dossier as a whole. */
export interface CauseSubjects {
  container: ContainerCase;
  service: ServiceCase;
  node: SwarmNode;
  swarm: Dossier;
}
export type CauseScope = keyof CauseSubjects;

/**
 * A part of the evidence that a cause may need: of the container it judges (`log`, `events`, `stats`, `image`), of the
 * service (`spec`, `tasks`), or of the picture. What a container was asked to be is always there.
 */
export type EvidencePart =
  | 'log'
  | 'events'
  | 'stats'
  | 'image'
  | 'spec'
  | 'tasks'
  | 'engine'
  | 'nodes'
  | 'services'
  | 'containers'
  | 'networks'
  | 'volumes'
  | 'images';

export interface CauseAround {
  /** Epoch milliseconds of the evidence. */
  readonly now: number;
  readonly dossier: Dossier;
  readonly symptom: Symptom;
  readonly containers: readonly ContainerCase[];
  readonly services: readonly ServiceCase[];
  /** Who answers to this name where `from` stands: containers and services, and whether they share a network. */
  resolve(from: ContainerCase, host: string): Resolved;
  /** Who shares a network with it. */
  peersNear(from: ContainerCase): readonly Peer[];
  /** Its networks by name, also where its service names them by id. */
  networkNames(of: ContainerCase): readonly string[];
  /** Whether a network of either is known by its id only, so that they cannot be compared. */
  unnamedNetworks(of: ContainerCase, peer: Peer): boolean;
}

/**
 * `symptom`: only what follows (a low replica count, an exit code); it yields to any cause on the same object, and to what
 * is found at the end of a chain. `fallback`: nothing better is known.
 */
export type CauseRank = 'cause' | 'symptom' | 'fallback';

export interface CaughtCause<D> extends Caught<D> {
  /** The object whose own trouble would explain this one: the chain is followed there. */
  readonly leadsTo?: TargetRef;
  /** Ids of the only causes there that would explain it; absent: any would. */
  readonly leadsBy?: readonly string[];
}

export interface CauseDefinition<S extends CauseScope, D> {
  /** Kebab-case; also the name of its page in docs/rules. Its file bears it in camel case. */
  readonly id: string;
  /** Id in the catalogue of causes, for example `A06`. */
  readonly code?: string;
  readonly severity: Finding['severity'];
  readonly over: S;
  readonly needs: readonly EvidencePart[];
  /** `cause` unless said. */
  readonly rank?: CauseRank;
  /** Rules and causes whose findings on the same object only follow from this one. */
  readonly explains?: readonly string[];
  /** A sound set-up that is only wrong for what the person wants: judged only when they say one of these. */
  readonly onlyWith?: readonly SymptomKind[];
  /** Tells nothing of why others that need it fail (how it is seen from outside, how it was stopped): judged of the target alone. */
  readonly ofTargetAlone?: true;
  /** One line that names the object, the cause and the thing to fix. */
  title(data: D): string;
  explanation(data: D): string;
  check(subject: CauseSubjects[S], around: CauseAround): readonly CaughtCause<D>[];
}

/** A finding with what ranking needs to know of it. */
export interface Suspicion {
  readonly finding: Finding;
  readonly rank: CauseRank;
  readonly explains: readonly string[];
  /** What was judged: the one that suffers, where another object is to blame. */
  readonly of?: TargetRef;
  readonly leadsTo?: TargetRef;
  readonly leadsBy?: readonly string[];
}

/** A cause as `diagnose` runs it: the kind of its data is its own affair. */
export interface Cause<S extends CauseScope> {
  readonly id: string;
  readonly over: S;
  readonly needs: readonly EvidencePart[];
  readonly explains?: readonly string[];
  readonly onlyWith?: readonly SymptomKind[];
  readonly ofTargetAlone?: true;
  judge(subject: CauseSubjects[S], around: CauseAround): readonly Suspicion[];
}

export type AnyCause = { [S in CauseScope]: Cause<S> }[CauseScope];

export function defineCause<S extends CauseScope, D>(
  definition: CauseDefinition<S, D>,
): CauseDefinition<S, D> & Cause<S> {
  return {
    ...definition,
    judge: (subject, around) =>
      definition.check(subject, around).map((caught) => suspicionOf(definition, caught, judged(subject))),
  };
}

function judged(subject: CauseSubjects[CauseScope]): TargetRef | undefined {
  return 'ref' in subject ? subject.ref : undefined;
}

function suspicionOf<S extends CauseScope, D>(
  cause: CauseDefinition<S, D>,
  caught: CaughtCause<D>,
  of: TargetRef | undefined,
): Suspicion {
  const code = caught.code ?? cause.code;
  return {
    rank: cause.rank ?? 'cause',
    explains: cause.explains ?? [],
    ...(of === undefined ? {} : { of }),
    ...(caught.leadsTo === undefined ? {} : { leadsTo: caught.leadsTo }),
    ...(caught.leadsBy === undefined ? {} : { leadsBy: caught.leadsBy }),
    finding: {
      rule: cause.id,
      ...(code === undefined ? {} : { code }),
      severity: caught.severity ?? cause.severity,
      confidence: caught.confidence,
      subject: caught.subject,
      ...(caught.since === undefined ? {} : { since: caught.since }),
      title: cause.title(caught.data),
      explanation: cause.explanation(caught.data),
      evidence: caught.evidence,
      remedies: caught.remedies,
      ...plainData(caught.data),
    },
  };
}

/** Texts, numbers and yes or no: the rest is a cause's own affair. */
function plainData(data: unknown): { readonly data?: FindingData } {
  if (typeof data !== 'object' || data === null) return {};
  const plain = Object.entries(data).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return plain.length === 0 ? {} : { data: Object.fromEntries(plain) };
}
