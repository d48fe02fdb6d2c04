// The contract of a probe: what it says before it acts inside a cluster, where it applies, and what it finds out.

import type { Engine } from '../engine/engine';
import type { ContainerFacts, ImageFacts } from '../model/dossier/containerFacts';
import type { ProbeFact } from '../model/dossier/probeFacts';

export type ProbeId = 'listening' | 'resolve' | 'connect' | 'healthcheck' | 'pull' | 'ownership';

/** A container as it is when somebody thinks of probing it. */
export interface ProbeTarget {
  readonly id: string;
  readonly name: string;
  /** Label of the engine that holds it, as a person reads it. */
  readonly engine: string;
  readonly facts: ContainerFacts;
  /** Absent where it was not read. */
  readonly image?: ImageFacts;
}

/** What a probe is told beside its target; each reads its own. */
export interface ProbeQuestion {
  /** resolve, connect: name or address. */
  readonly host?: string;
  /** connect: 1 to 65535. */
  readonly port?: number;
  /** ownership: where the mount is, inside the container. */
  readonly path?: string;
}

export interface ProbeOffer {
  readonly probe: ProbeId;
  /** On a button or in a list: `Connect to db:5432 from inside`. */
  readonly title: string;
  readonly question: ProbeQuestion;
}

export interface ProbeSurroundings {
  /** The engine that holds the container. */
  readonly engine: Engine;
  /** Ends the probe, and takes back what it began. */
  readonly signal: AbortSignal;
  /** ISO 8601. */
  now(): string;
}

export interface Probe {
  readonly id: ProbeId;
  /** As a command's: `Connect from Inside`. */
  readonly title: string;
  /** Milliseconds for all of it. */
  readonly deadlineMs: number;
  /** What makes sense to ask here, best first; empty: nothing. Reads nothing. */
  offers(target: ProbeTarget): readonly ProbeOffer[];
  /** Sentences for a person who is to agree: what is run and where, and that it is taken back. */
  says(target: ProbeTarget, question: ProbeQuestion): string;
  /**
   * Rejects with an `EngineError` or a `HumanError` when it could not find out, or the signal fires; nothing that it began is
   * left then either.
   */
  run(target: ProbeTarget, question: ProbeQuestion, around: ProbeSurroundings): Promise<readonly ProbeFact[]>;
}
