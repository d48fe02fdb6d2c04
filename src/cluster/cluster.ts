// The live picture of one engine and its swarm: what the views, commands and rules see of it.

import type { Endpoint } from '../engine/endpoint';
import type { Engine } from '../engine/engine';
import type { EngineError } from '../engine/engineError';
import type { EngineEvent } from '../model/engineEvent';
import type { EngineInfo } from '../model/engineInfo';
import type { Gap, Unreadable } from '../model/gap';
import type { ObjectKind, ObjectOf } from '../model/objects';
import type { Snapshot, SnapshotChange } from '../model/snapshot';
import type { Disposable } from '../util/disposable';
import type { Event } from '../util/emitter';
import type { ProbeBook } from './probeBook';

export type ClusterStatus =
  /** Nobody looks, or the user disconnected: no connection, no timer. */
  | { readonly type: 'idle' }
  | { readonly type: 'connecting'; readonly endpoint?: Endpoint }
  | { readonly type: 'live'; readonly endpoint: Endpoint; readonly info: EngineInfo }
  /** Not reachable; tried again by itself at `retryAt` (epoch ms). What was known before stays readable, as stale. */
  | {
      readonly type: 'away';
      readonly endpoint?: Endpoint;
      readonly error: EngineError;
      readonly retryAt: number;
      readonly lastSeenAt?: string;
    };

/** Why somebody looks. Tasks have no events, so they are polled only while somebody needs them. */
export interface Interest {
  readonly tasks: boolean;
}

/** `engine`: the connection it came by; another one means that something may lie between. */
export interface Heard {
  readonly event: EngineEvent;
  readonly engine: Engine;
}

export interface Cluster extends Disposable {
  readonly status: ClusterStatus;
  readonly onDidChangeStatus: Event<ClusterStatus>;
  readonly onDidChange: Event<SnapshotChange>;
  /** Each event of the connection in hand as it comes, also before the status is `live`; only the `watchedActions`. */
  readonly onDidHear: Event<Heard>;

  /** Starts looking, or joins those who look. The picture stays live until the last one is disposed (and a while longer). */
  watch(interest: Interest): Disposable;
  /** Settles when the first picture is complete; rejects with why the engine cannot be reached. Connects if need be. */
  ready(signal?: AbortSignal): Promise<void>;
  /** The engine in hand; connects if need be. For commands. */
  engine(signal?: AbortSignal): Promise<Engine>;

  /** Cheap look-ups in the live picture; undefined where the part is unknown (not listed yet, a gap, not a manager). */
  all<K extends ObjectKind>(kind: K): ReadonlyMap<string, ObjectOf[K]> | undefined;
  get<K extends ObjectKind>(kind: K, id: string): ObjectOf[K] | undefined;
  unreadable(kind: ObjectKind): readonly Unreadable[];
  readonly gaps: readonly Gap[];
  readonly info: EngineInfo | undefined;
  /** What was probed on a person's word; diagnoses read it. */
  readonly probes: ProbeBook;
  /** The whole picture as plain data; undefined before the first one. */
  snapshot(): Snapshot | undefined;

  /** Uses this engine in this window from now on; undefined: what settings, environment and contexts say. */
  use(endpoint: Endpoint | undefined): Promise<void>;
  /** Lists everything anew (or tries to connect at once). */
  refresh(): Promise<void>;
  /** Something was just done to this object: read it again soon, and watch tasks closely for a while. */
  touch(kind: ObjectKind, id: string): void;
  disconnect(): void;
}
