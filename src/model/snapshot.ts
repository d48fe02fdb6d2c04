// The picture of one engine and, on a manager, of its swarm.

import type { Container } from './container';
import type { EngineInfo } from './engineInfo';
import type { Gap, Unreadable } from './gap';
import type { Network } from './network';
import type { ObjectKind } from './objects';
import type { Plugin } from './plugin';
import type { ConfigMeta, SecretMeta } from './secret';
import type { Service } from './service';
import type { Image, Volume } from './storage';
import type { SwarmNode } from './swarmNode';
import type { Task } from './task';

/** A stack has no object of its own: it is what carries its label. */
export interface Stack {
  readonly kind: 'stack';
  /** `stack:<name>` */
  readonly id: string;
  readonly name: string;
  readonly serviceIds: readonly string[];
}

export interface Snapshot {
  /** ISO 8601. */
  readonly takenAt: string;
  readonly engine: EngineInfo;
  readonly gaps: readonly Gap[];
  /** Objects the engine listed and we could not understand. */
  readonly unreadable: readonly Unreadable[];
  readonly containers: readonly Container[];
  readonly services: readonly Service[];
  readonly tasks: readonly Task[];
  readonly nodes: readonly SwarmNode[];
  readonly stacks: readonly Stack[];
  readonly networks: readonly Network[];
  readonly volumes: readonly Volume[];
  readonly images: readonly Image[];
  readonly secrets: readonly SecretMeta[];
  readonly configs: readonly ConfigMeta[];
  readonly plugins: readonly Plugin[];
}

export interface ObjectChange {
  readonly kind: ObjectKind;
  readonly id: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/**
 * What moved. `reset` means: read everything anew (connected, switched, resumed or lost); with `kinds`, only these kinds
 * (a part of the picture became known, or stopped being known).
 */
export type SnapshotChange =
  | { readonly type: 'reset'; readonly kinds?: readonly ObjectKind[] }
  | { readonly type: 'patch'; readonly objects: readonly ObjectChange[] }
  | { readonly type: 'info' }
  | { readonly type: 'gaps' };
