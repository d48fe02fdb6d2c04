// What a swarm service asks for, as its spec says, and what it asked for before its last update.

import type { ContainerFacts } from './containerFacts';

export interface ServiceRestartPolicy {
  /** `any`, `on-failure` or `none`. */
  readonly condition: string;
  readonly delayMs: number;
  /** 0: without end. */
  readonly maxAttempts: number;
}

export interface ServiceFacts {
  /** What each of its containers is asked to be; its state says nothing. */
  readonly container: ContainerFacts;
  readonly limits: ResourceWish;
  readonly reservations: ResourceWish;
  readonly restartPolicy: ServiceRestartPolicy;
  readonly constraints: readonly string[];
  /** 0: no limit. */
  readonly maxReplicasPerNode: number;
  readonly platforms: readonly { readonly architecture?: string; readonly os?: string }[];
  /** The spec before the last update; absent: none is kept. */
  readonly previous?: PreviousFacts;
  readonly updateOrder?: string;
  readonly updateFailureAction?: string;
  /** Milliseconds between two steps of an update. */
  readonly updateDelayMs?: number;
  /** Milliseconds for which a new task is watched before the next step; 5 s where nothing is said. */
  readonly updateMonitorMs?: number;
  /** Tasks at a time; 0: all. */
  readonly updateParallelism?: number;
}

export interface ResourceWish {
  readonly nanoCpus?: number;
  readonly memoryBytes?: number;
  readonly pids?: number;
}

export interface PreviousFacts {
  readonly container: ContainerFacts;
  readonly replicas?: number;
}
