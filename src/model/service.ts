// A swarm service: what was asked for, how far it got, and how its last update went.

export type ServiceMode = 'replicated' | 'global' | 'replicated-job' | 'global-job' | 'unknown';

export interface ServicePort {
  readonly targetPort: number;
  readonly publishedPort?: number;
  readonly protocol: string;
  readonly mode: 'ingress' | 'host';
}

export interface ServiceUpdate {
  /** `updating`, `paused`, `completed`, `rollback_started`, `rollback_paused` or `rollback_completed`. */
  readonly state: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
}

/** A secret or a config as a service uses it. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  /** Path or file name inside the container. */
  readonly target?: string;
  readonly uid?: string;
  readonly gid?: string;
  /** POSIX mode bits. */
  readonly mode?: number;
}

export interface Reservations {
  readonly nanoCpus?: number;
  readonly memoryBytes?: number;
  /** Kinds of generic resources, for example `GPU`. */
  readonly generic?: readonly string[];
}

export interface Service {
  readonly kind: 'service';
  readonly id: string;
  readonly name: string;
  /** Swarm's version index, needed by every update. */
  readonly version: number;
  readonly stack?: string;
  readonly mode: ServiceMode;
  /** Desired replicas; for a job the number of completions at a time. Absent for global services. */
  readonly replicas?: number;
  /** Replicated jobs: how many tasks shall complete in all (`TotalCompletions`). */
  readonly completions?: number;
  /** Jobs: which run of the job this is (`JobStatus.JobIteration.Index`, API 1.41). */
  readonly jobIteration?: number;
  readonly image: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly ports: readonly ServicePort[];
  readonly endpointMode?: string;
  readonly networkIds: readonly string[];
  /** More names for its tasks, by network id; only where there are any. */
  readonly networkAliases?: Readonly<Record<string, readonly string[]>>;
  readonly virtualIps: readonly { readonly networkId: string; readonly address: string }[];
  readonly constraints: readonly string[];
  /** What each of its tasks reserves on its node; absent where nothing is. */
  readonly reservations?: Reservations;
  /** Where its image runs (`Placement.Platforms`); absent: anywhere. An empty member fits all. */
  readonly platforms?: readonly { readonly os: string; readonly architecture: string }[];
  readonly maxReplicasPerNode?: number;
  /** Absent where each node's engine decides. */
  readonly logDriver?: string;
  readonly secrets: readonly FileReference[];
  readonly configs: readonly FileReference[];
  readonly mounts: readonly { readonly type: string; readonly source?: string; readonly target: string }[];
  readonly update?: ServiceUpdate;
  readonly hasPreviousSpec: boolean;
  readonly labels: Readonly<Record<string, string>>;
}
