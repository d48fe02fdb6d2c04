// Opens the engine's event stream and hands its events on until it ends.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { EngineEvent } from '../model/engineEvent';
import { asEngineError } from './asEngineError';
import type { Clock } from './clock';
import { watchedActions } from './eventPatches';

export interface EventFeedOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  /** From the request to the engine's first answer. */
  readonly openDeadlineMs: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: EngineEvent) => void;
  /** Called once when the stream has ended, for whatever reason. */
  readonly onEnd: (error: EngineError) => void;
}

/** Resolves when events flow: nothing that happens from then on is missed. Rejects when that never came to be. */
export function openEventFeed(options: EventFeedOptions): Promise<void> {
  const { engine, clock, openDeadlineMs, onEnd } = options;
  return new Promise((resolve, reject) => {
    let over = false;
    const end = (thrown: unknown) => {
      late.dispose();
      if (over) return;
      over = true;
      const error = asEngineError(thrown, engine.label);
      reject(error);
      onEnd(error);
    };
    const late = clock.setTimeout(() => {
      const message = `The engine did not begin to send events within ${openDeadlineMs / 1000} s.`;
      end(new EngineError({ reason: 'timeout', engine: engine.label, message, connect: 'timeout' }));
    }, openDeadlineMs);
    // Whatever the stream itself makes of the signal, no timer outlives it.
    options.signal.addEventListener('abort', () => late.dispose(), { once: true });
    const onOpen = () => {
      late.dispose();
      resolve();
    };
    readEvents(options, onOpen).then(() => end(streamEnded(engine.label)), end);
  });
}

async function readEvents(options: EventFeedOptions, onOpen: () => void): Promise<void> {
  for await (const event of options.engine.events({ actions: watchedActions, onOpen }, options.signal)) {
    options.onEvent(event);
  }
}

function streamEnded(engine: string): EngineError {
  return new EngineError({ reason: 'unreachable', engine, message: `${engine} ended its event stream.` });
}
