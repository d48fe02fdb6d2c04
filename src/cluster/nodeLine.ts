// One open connection to a node's engine: counts its uses, and ends when nobody needs it any more.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { Disposable } from '../util/disposable';
import type { Clock } from './clock';
import type { Route } from './routeChoice';
import { usedEngine } from './usedEngine';

export interface NodeLine {
  route: Route;
  /** As it is; for looking at. */
  readonly engine: Engine;
  /** What is handed out: using it keeps the line open. */
  readonly handed: Engine;
  /** Whether it can be handed out. Asks the engine only when there is doubt; rejects when the signal fires. */
  answers(signal?: AbortSignal): Promise<boolean>;
  /** Is handed out no more; ends with its last use. */
  retire(): void;
  /** Ends at once, whoever uses it. */
  close(): void;
}

export interface LineListener {
  /** The connection is lost. */
  broke(error: unknown): void;
  /** Nobody has used it for five minutes. */
  idled(): void;
  closed(): void;
}

const pingMs = 5_000;
/** After this much silence a connection is tried before it is handed out. */
const doubtAfterMs = 15_000;
const idleMs = 5 * 60_000;

export function createNodeLine(route: Route, engine: Engine, clock: Clock, listener: LineListener): NodeLine {
  let uses = 0;
  let lastUsedAt = clock.now();
  // A call took too long: the engine may hang, or only what was asked of it.
  let doubtful = false;
  let retired = false;
  let closed = false;
  let idle: Disposable | undefined;

  const handed = usedEngine(engine, {
    began() {
      uses++;
      idle?.dispose();
      let over = false;
      return () => {
        if (over) return;
        over = true;
        uses--;
        lastUsedAt = clock.now();
        if (uses === 0) rest();
      };
    },
    failed(error) {
      if (!(error instanceof EngineError)) return;
      if (error.reason === 'timeout') doubtful = true;
      else if (error.connect !== undefined || error.reason === 'unreachable') listener.broke(error);
    },
  });

  function rest(): void {
    idle?.dispose();
    if (retired) close();
    else idle = clock.setTimeout(() => listener.idled(), idleMs);
  }

  function close(): void {
    retired = true;
    idle?.dispose();
    if (closed) return;
    closed = true;
    engine.dispose();
    listener.closed();
  }

  rest();
  return {
    route,
    engine,
    handed,
    async answers(signal) {
      if (!doubtful && (uses > 0 || clock.now() - lastUsedAt < doubtAfterMs)) return true;
      try {
        await handed.ping({ deadlineMs: pingMs, ...(signal ? { signal } : {}) });
        doubtful = false;
        return true;
      } catch (error) {
        if (signal?.aborted) throw error;
        return false;
      }
    },
    retire() {
      retired = true;
      if (uses === 0) close();
    },
    close,
  };
}
