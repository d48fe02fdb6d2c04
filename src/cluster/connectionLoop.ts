// Keeps one engine connected for ever: finds it, opens a session, and when that breaks waits a growing while and tries again.

import type { Endpoint } from '../engine/endpoint';
import type { ConnectEngine, Engine } from '../engine/engine';
import type { EngineError } from '../engine/engineError';
import type { Disposable } from '../util/disposable';
import { asEngineError } from './asEngineError';
import { type Backoff, createBackoff } from './backoff';
import { type Clock, sleep } from './clock';
import type { EngineSession } from './engineSession';
import type { Tuning } from './tuning';

export interface LoopOptions {
  readonly resolve: () => Promise<Endpoint>;
  readonly connect: ConnectEngine;
  readonly createSession: (engine: Engine) => EngineSession;
  readonly clock: Clock;
  readonly tuning: Tuning;
  readonly log: (line: string) => void;
  readonly onConnecting: (endpoint: Endpoint | undefined) => void;
  /** The session is open: its engine told about itself and its lists are under way. */
  readonly onLive: (session: EngineSession) => void;
  /** The try failed, or the session broke; the next try is at `retryAt`. */
  readonly onAway: (error: EngineError, endpoint: Endpoint | undefined, retryAt: number) => void;
}

/** After `dispose` no callback is called any more, whatever is still on its way. */
export class ConnectionLoop implements Disposable {
  private readonly abort = new AbortController();
  private readonly backoff: Backoff;
  private pause: AbortController | undefined;
  private session: EngineSession | undefined;
  private endpoint: Endpoint | undefined;

  constructor(private readonly options: LoopOptions) {
    this.backoff = createBackoff(options.tuning.retryFirstMs, options.tuning.retryMaxMs);
    // Never rejects: each try turns what it throws into `onAway`.
    void this.run();
  }

  /** Cuts the pause short. */
  wake(): void {
    this.pause?.abort();
  }

  dispose(): void {
    this.abort.abort();
    this.pause?.abort();
    this.session?.dispose();
  }

  private async run(): Promise<void> {
    const { clock } = this.options;
    const { signal } = this.abort;
    this.options.onConnecting(undefined);
    while (!signal.aborted) {
      const error = await this.tryOnce();
      if (signal.aborted) return;
      const pauseMs = this.backoff.next();
      this.pause = new AbortController();
      this.options.log(`Away (${error.reason}): ${error.message} Trying again in ${(pauseMs / 1000).toFixed(1)} s.`);
      this.options.onAway(error, this.endpoint, clock.now() + pauseMs);
      await sleep(clock, pauseMs, this.pause.signal);
    }
  }

  /** One connection from its beginning to its end; resolves with why it ended. */
  private async tryOnce(): Promise<EngineError> {
    const { clock, tuning, onLive, createSession } = this.options;
    const { signal } = this.abort;
    try {
      const engine = await this.connect();
      if (signal.aborted) {
        engine.dispose();
        signal.throwIfAborted();
      }
      const session = createSession(engine);
      this.session = session;
      await session.open();
      signal.throwIfAborted();
      const liveAt = clock.now();
      onLive(session);
      const error = await session.broken;
      if (clock.now() - liveAt >= tuning.goodAfterMs) this.backoff.reset();
      return error;
    } catch (error) {
      return asEngineError(error, this.endpoint?.label ?? 'engine');
    } finally {
      this.session?.dispose();
      this.session = undefined;
    }
  }

  private async connect(): Promise<Engine> {
    const { resolve, connect, log, onConnecting } = this.options;
    const { signal } = this.abort;
    this.endpoint = undefined;
    const endpoint = await resolve();
    signal.throwIfAborted();
    this.endpoint = endpoint;
    onConnecting(endpoint);
    return connect(endpoint, { signal, log });
  }
}
