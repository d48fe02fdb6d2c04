// All the evidence about one target that a diagnosis looks at: plain data, each part known or a gap.

import type { Container } from '../container';
import type { EngineEvent } from '../engineEvent';
import type { EngineInfo } from '../engineInfo';
import type { Gap } from '../gap';
import type { LogStream } from '../logStream';
import type { Network } from '../network';
import type { ConfigMeta, SecretMeta } from '../secret';
import type { Service } from '../service';
import type { StatsReading } from '../statsSample';
import type { Image, Volume } from '../storage';
import type { SwarmNode } from '../swarmNode';
import type { TargetRef } from '../target';
import type { Task } from '../task';
import type { ContainerFacts, ImageFacts } from './containerFacts';
import type { Known } from './known';
import type { ProbeFact } from './probeFacts';
import type { ServiceFacts } from './serviceFacts';

export interface EvidenceLine {
  readonly stream: LogStream;
  /** RFC 3339 with nanoseconds; absent where the engine gave none. */
  readonly time?: string;
  /** Secrets masked, at most 2,000 characters. */
  readonly text: string;
}

/** One run of a program, from a start to its end. */
export interface LogRun {
  /** Oldest first: the tail of it, where it was long. */
  readonly lines: readonly EvidenceLine[];
}

export interface ContainerLog {
  /** Since the last start. */
  readonly current: LogRun;
  /** The run before it; no lines where there was none, or the tail does not reach back. */
  readonly previous: LogRun;
  /** The reading stopped at its bound: there is more before. */
  readonly cut: boolean;
}

export interface ContainerDossier {
  readonly kind: 'container';
  /** The container's id; the task's, where its container could not be read. */
  readonly id: string;
  readonly name: string;
  /** The node whose engine holds it. */
  readonly node?: string;
  /** By how many milliseconds the clock of that node, which all times of it are of, is ahead of `takenAt`; absent: 0. */
  readonly clockAheadMs?: number;
  /** 0: asked about, or part of it; 1 and more: reached along dependencies. */
  readonly depth: number;
  /** The swarm task it belongs to. */
  readonly task?: Task;
  /** `spec`: the node was not reached, so that facts are what its service asked for, and what the task says. */
  readonly from: 'inspect' | 'spec';
  readonly facts: Known<ContainerFacts>;
  readonly log: Known<ContainerLog>;
  /** Oldest first; what the engine still keeps (256 in all). */
  readonly events: Known<readonly EngineEvent[]>;
  /** Undefined: it does not run. */
  readonly stats: Known<StatsReading | undefined>;
  readonly image: Known<ImageFacts>;
  /** What lives in it, where it was counted. */
  readonly processes?: Known<ProcessCount>;
  /** How the file begins that its runtime could not run, where that was read. */
  readonly script?: ScriptHead;
  /** Paths in its own layer that differ from its image; absent: it was not asked for. */
  readonly written?: Known<readonly string[]>;
  /** What was probed in this run of it, on a person's word; absent or empty: nothing was. */
  readonly probes?: readonly ProbeFact[];
}

export interface ScriptHead {
  /** As the runtime names it. */
  readonly path: string;
  /** Without its line feed, at most 256 characters; of a program that is no text, whatever its bytes say in Latin-1. */
  readonly firstLine: string;
}

/** Counted once, as `top` on the engine's machine shows them. */
export interface ProcessCount {
  /** Live processes and their threads: what `pids_stats.current` counts besides those that ended. */
  readonly threads: number;
}

export interface ServiceDossier {
  readonly kind: 'service';
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly service: Service;
  readonly facts: Known<ServiceFacts>;
  readonly tasks: Known<readonly Task[]>;
  /** The newest failing tasks' containers, newest first, and one that runs. */
  readonly containers: readonly ContainerDossier[];
  readonly events: Known<readonly EngineEvent[]>;
}

export interface NodeDossier {
  readonly kind: 'node';
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly node: SwarmNode;
}

/** What else is on the engine and in the swarm, in brief: holders of ports, owners of names, dependencies. */
export interface DossierPicture {
  readonly containers: Known<readonly Container[]>;
  readonly services: Known<readonly Service[]>;
  readonly tasks: Known<readonly Task[]>;
  readonly nodes: Known<readonly SwarmNode[]>;
  readonly networks: Known<readonly Network[]>;
  readonly volumes: Known<readonly Volume[]>;
  readonly images: Known<readonly Image[]>;
  readonly secrets: Known<readonly SecretMeta[]>;
  readonly configs: Known<readonly ConfigMeta[]>;
}

/** What a service asks of a node, so that reservations can be added up without reading every service. */
export interface Reservation {
  readonly serviceId: string;
  readonly nanoCpus: number;
  readonly memoryBytes: number;
}

export interface Dossier {
  readonly target: TargetRef;
  /** ISO 8601, by the clock of the engine in hand. */
  readonly takenAt: string;
  readonly engine: Known<EngineInfo>;
  readonly containers: readonly ContainerDossier[];
  readonly services: readonly ServiceDossier[];
  readonly nodes: readonly NodeDossier[];
  readonly networks: readonly Network[];
  readonly picture: DossierPicture;
  readonly reservations: Known<readonly Reservation[]>;
  /** What was asked for and did not come, beyond the parts' own gaps: the target itself, a node, the deadline. */
  readonly gaps: readonly Gap[];
}
