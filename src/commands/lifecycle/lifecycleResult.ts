// What a life-cycle command returns and takes.

import type { PruneKind } from '../../engine/engine';
import type { TargetRef } from '../../model/target';

export interface LifecycleResult {
  /** Full id of the object. */
  readonly id: string;
  /** Its name before the command. */
  readonly name: string;
  readonly action: 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'rename' | 'remove';
}

export interface PrunedKind {
  readonly kind: PruneKind;
  /** Ids of containers and images, names of volumes and networks. */
  readonly removed: readonly string[];
  readonly reclaimedBytes: number;
}

/** One object, or all that were selected. */
export type Targets = TargetRef | readonly TargetRef[];
