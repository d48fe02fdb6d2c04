// Puts the live picture together: who looks, whether there is a connection, and what is known.

import type { Endpoint } from '../engine/endpoint';
import type { ConnectEngine, Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { EngineInfo } from '../model/engineInfo';
import type { Gap, Unreadable } from '../model/gap';
import type { ObjectKind, ObjectOf } from '../model/objects';
import type { Snapshot, SnapshotChange } from '../model/snapshot';
import { type Disposable, toDisposable } from '../util/disposable';
import { Emitter } from '../util/emitter';
import { ChangeBatch } from './changeBatch';
import { type Clock, systemClock } from './clock';
import type { Cluster, ClusterStatus, Heard, Interest } from './cluster';
import { ConnectionLoop } from './connectionLoop';
import { createDeferred, type Deferred, orAborted } from './deferred';
import { EngineSession } from './engineSession';
import { PictureStore } from './pictureStore';
import { createProbeBook } from './probeBook';
import { defaultTuning, type Tuning } from './tuning';

export interface ClusterOptions {
  /** Where the engine is: the one chosen in this window, else what settings, environment and contexts say. */
  readonly resolve: (chosen?: Endpoint) => Promise<Endpoint>;
  readonly connect: ConnectEngine;
  readonly clock?: Clock;
  /** Diagnostic lines; never holds a secret. */
  readonly log: (line: string) => void;
  readonly tuning?: Partial<Tuning>;
}

/** Does nothing until somebody watches or asks. */
export function createCluster(options: ClusterOptions): Cluster {
  return new LiveCluster(options);
}

const engineGapKey = 'engine';

class LiveCluster implements Cluster {
  private readonly clock: Clock;
  private readonly tuning: Tuning;
  private readonly statusEmitter: Emitter<ClusterStatus>;
  private readonly changeEmitter: Emitter<SnapshotChange>;
  private readonly heardEmitter: Emitter<Heard>;
  private readonly batch: ChangeBatch;
  private readonly store: PictureStore;
  readonly probes = createProbeBook();
  private readonly interests = new Set<Interest>();
  private current: ClusterStatus = { type: 'idle' };
  private chosen: Endpoint | undefined;
  private loop: ConnectionLoop | undefined;
  private session: EngineSession | undefined;
  /** How the try under way ends: with a session, or with why there is none. */
  private outcome: Deferred<EngineSession> = createDeferred();
  private linger: Disposable | undefined;
  private lastSeenAt: number | undefined;
  /** The user disconnected: a view that shows does not connect again, a command does. */
  private heldBack = false;
  private ended = false;

  constructor(private readonly options: ClusterOptions) {
    this.clock = options.clock ?? systemClock;
    this.tuning = { ...defaultTuning, ...options.tuning };
    const onError = (error: unknown) =>
      options.log(`A listener failed: ${error instanceof Error ? error.stack : error}`);
    this.statusEmitter = new Emitter(onError);
    this.changeEmitter = new Emitter(onError);
    this.heardEmitter = new Emitter(onError);
    this.batch = new ChangeBatch(this.clock, this.tuning.emitMs, (change) => this.changeEmitter.fire(change));
    this.store = new PictureStore(this.batch);
  }

  get status(): ClusterStatus {
    return this.current;
  }

  get onDidChangeStatus() {
    return this.statusEmitter.event;
  }

  get onDidChange() {
    return this.changeEmitter.event;
  }

  get onDidHear() {
    return this.heardEmitter.event;
  }

  get gaps(): readonly Gap[] {
    return this.store.gaps;
  }

  get info(): EngineInfo | undefined {
    return this.store.info;
  }

  all<K extends ObjectKind>(kind: K): ReadonlyMap<string, ObjectOf[K]> | undefined {
    return this.store.all(kind);
  }

  get<K extends ObjectKind>(kind: K, id: string): ObjectOf[K] | undefined {
    return this.store.get(kind, id);
  }

  unreadable(kind: ObjectKind): readonly Unreadable[] {
    return this.store.unreadable(kind);
  }

  snapshot(): Snapshot | undefined {
    const seenAt = this.session ? this.clock.now() : (this.lastSeenAt ?? this.clock.now());
    return this.store.snapshot(new Date(seenAt).toISOString());
  }

  watch(interest: Interest): Disposable {
    if (this.ended) return toDisposable(() => undefined);
    // A copy of its own, so that the same object may be handed in twice.
    const own = { ...interest };
    this.interests.add(own);
    this.stopLinger();
    if (!this.heldBack) this.startLoop();
    this.tellInterest();
    return toDisposable(() => {
      this.interests.delete(own);
      this.tellInterest();
      if (this.interests.size === 0 && this.loop) this.startLinger();
    });
  }

  async ready(signal?: AbortSignal): Promise<void> {
    const session = await this.connected(signal);
    const complete = session.complete.then(() => session.freshenTasks());
    const failed = session.broken.then((error) => Promise.reject(error));
    await orAborted(Promise.race([complete, failed]), signal, () => this.cancelled());
  }

  async engine(signal?: AbortSignal): Promise<Engine> {
    return (await this.connected(signal)).engine;
  }

  async use(endpoint: Endpoint | undefined): Promise<void> {
    this.chosen = endpoint;
    this.stopLoop();
    this.lastSeenAt = undefined;
    this.store.clear();
    this.batch.flush();
    await this.ready();
  }

  async refresh(): Promise<void> {
    if (this.session) {
      await this.session.relist();
      return;
    }
    await this.ready();
  }

  touch(kind: ObjectKind, id: string): void {
    this.session?.touch(kind, id);
  }

  disconnect(): void {
    this.heldBack = true;
    this.goIdle();
  }

  dispose(): void {
    if (this.ended) return;
    this.ended = true;
    this.interests.clear();
    this.stopLinger();
    this.stopLoop();
    this.outcome.reject(this.cancelled());
    this.batch.dispose();
    this.statusEmitter.dispose();
    this.changeEmitter.dispose();
    this.heardEmitter.dispose();
  }

  private connected(signal: AbortSignal | undefined): Promise<EngineSession> {
    if (this.ended || signal?.aborted) return Promise.reject(this.cancelled());
    this.heldBack = false;
    if (this.interests.size === 0) this.startLinger();
    if (this.session) return Promise.resolve(this.session);
    if (this.outcome.settled) this.outcome = createDeferred();
    this.startLoop();
    this.loop?.wake();
    return orAborted(this.outcome.promise, signal, () => this.cancelled());
  }

  private startLoop(): void {
    if (this.loop || this.ended) return;
    if (this.outcome.settled) this.outcome = createDeferred();
    const { connect, log } = this.options;
    const { clock, tuning } = this;
    this.setStatus({ type: 'connecting' });
    this.loop = new ConnectionLoop({
      resolve: () => this.options.resolve(this.chosen),
      connect,
      createSession: (engine) => this.createSession(engine),
      clock,
      tuning,
      log,
      onConnecting: (endpoint) => {
        // While away, trying again is part of being away: the sidebar must not flicker.
        if (this.current.type === 'connecting' && endpoint) this.setStatus({ type: 'connecting', endpoint });
      },
      onLive: (session) => this.goLive(session),
      onAway: (error, endpoint, retryAt) => this.goAway(error, endpoint, retryAt),
    });
  }

  private stopLoop(): void {
    this.loop?.dispose();
    this.loop = undefined;
    this.session = undefined;
  }

  private createSession(engine: Engine): EngineSession {
    const session: EngineSession = new EngineSession({
      engine,
      store: this.store,
      clock: this.clock,
      tuning: this.tuning,
      log: this.options.log,
      onEvent: (event) => this.heardEmitter.fire({ event, engine }),
      onInfo: (info) => {
        // Another engine answers at this place now: nothing of the old one may be taken for its own.
        if (this.store.info && this.store.info.id !== info.id) this.store.clear();
        const first = this.store.info === undefined;
        this.store.setInfo(info);
        if (first) this.batch.reset();
        this.store.setGap(engineGapKey, undefined);
        if (this.session === session) this.setStatus({ type: 'live', endpoint: engine.endpoint, info });
      },
    });
    return session;
  }

  private goLive(session: EngineSession): void {
    const { info } = this.store;
    if (!info) return;
    this.session = session;
    this.tellInterest();
    this.setStatus({ type: 'live', endpoint: session.engine.endpoint, info });
    this.outcome.resolve(session);
  }

  private goAway(error: EngineError, endpoint: Endpoint | undefined, retryAt: number): void {
    if (this.session) this.lastSeenAt = this.session.lastSeenAt;
    this.session = undefined;
    const lastSeenAt = this.lastSeenAt === undefined ? undefined : new Date(this.lastSeenAt).toISOString();
    if (this.store.info) {
      const message = `The engine cannot be reached; what is shown is as it was last seen. ${error.message}`;
      this.store.setGap(engineGapKey, { part: 'engine', reason: error.reason, message });
    }
    this.setStatus({
      type: 'away',
      error,
      retryAt,
      ...(endpoint ? { endpoint } : {}),
      ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
    });
    if (!this.outcome.settled) this.outcome.reject(error);
  }

  private goIdle(): void {
    this.stopLinger();
    this.stopLoop();
    this.lastSeenAt = undefined;
    this.store.clear();
    this.setStatus({ type: 'idle' });
    if (!this.outcome.settled) this.outcome.reject(this.cancelled());
  }

  private tellInterest(): void {
    this.session?.setInterest({
      watched: this.interests.size > 0,
      tasks: [...this.interests].some((interest) => interest.tasks),
    });
  }

  private startLinger(): void {
    this.stopLinger();
    this.linger = this.clock.setTimeout(() => this.goIdle(), this.tuning.lingerMs);
  }

  private stopLinger(): void {
    this.linger?.dispose();
    this.linger = undefined;
  }

  private setStatus(status: ClusterStatus): void {
    if (this.ended) return;
    this.current = status;
    this.statusEmitter.fire(status);
  }

  private cancelled(): EngineError {
    const engine = this.chosen?.label ?? 'engine';
    return new EngineError({ reason: 'cancelled', engine, message: 'The wait for the engine was cancelled.' });
  }
}
