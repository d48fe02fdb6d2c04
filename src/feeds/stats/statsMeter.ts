// Measures one container: streams while it is watched closely, else reads once when it is its turn.

import type { Engine } from '../../engine/engine';
import type { StatsReading, StatsSample } from '../../model/statsSample';
import type { StatsSourceState } from '../../protocol/stats';
import type { Disposable } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';
import { panelError } from '../panelError';
import type { StatsMemory } from './statsBook';

/** A stream that ended is not opened again before: the picture lags behind the end of a container by up to a quarter second. */
const reopenAfterMs = 1000;
/** After a failure. */
const tryAgainMs = 10_000;
/** A sample comes each second or two; an engine that hangs says nothing and breaks nothing. */
const usualPatienceMs = 10_000;
/** Older than that, a reading is nothing to compare with: the share would be that of minutes. */
const earlierForMs = 5 * 60_000;

export interface StatsMeterOptions {
  readonly containerId: string;
  readonly name: string;
  readonly memory: StatsMemory;
  /** For sentences: `the engine`, or `the engine of node worker`. */
  readonly who: string;
  /** The engine that runs it; connects if need be. */
  engine(signal: AbortSignal): Promise<Engine>;
  /** Why there is nothing to measure, as far as the picture knows; undefined while it runs, or nobody knows. */
  ended(): string | undefined;
  sample(sample: StatsSample): void;
  /** `state` did. */
  changed(): void;
  log(line: string): void;
  readonly patienceMs?: number;
}

/** `rest`: nothing is read, since nobody looks. */
export type MeterMode = 'live' | 'inTurn' | 'rest';

export interface StatsMeter extends Disposable {
  readonly state: StatsSourceState;
  /** Compares what should be with what is: cheap, to be called on every change of the picture. */
  sync(mode: MeterMode): void;
  /** Its turn. Never rejects. */
  read(signal: AbortSignal): Promise<void>;
  /** Tries again after a failure, at once. */
  retry(): void;
}

export function createStatsMeter(options: StatsMeterOptions): StatsMeter {
  const { containerId, name, memory, who, patienceMs = usualPatienceMs } = options;
  let state: StatsSourceState = { type: 'loading' };
  let mode: MeterMode = 'rest';
  let stream: AbortController | undefined;
  let pause: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  let earlier: { readonly reading: StatsReading; readonly at: number } | undefined;

  function become(next: StatsSourceState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    options.changed();
  }

  function take(sample: StatsSample): void {
    if (memory.history.add(sample)) options.sample(sample);
    become({ type: 'live' });
  }

  function fail(error: unknown): void {
    options.log(`Stats of ${name}: ${messageOf(error)}`);
    become({ type: 'failed', ...panelError(error) });
  }

  function listen(own: AbortController): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (stream !== own) return;
      const message = `No sample for ${patienceMs / 1000} s: ${who} does not answer.`;
      // The stream stays open: an engine that was only slow goes on in it.
      become({ type: 'failed', message, next: 'What comes appears here by itself.' });
    }, patienceMs);
  }

  async function measure(own: AbortController): Promise<void> {
    let pauseMs = reopenAfterMs;
    try {
      const engine = await options.engine(own.signal);
      listen(own);
      for await (const sample of engine.stats(containerId, own.signal)) {
        if (own.signal.aborted) return;
        listen(own);
        take(sample);
      }
    } catch (error) {
      if (own.signal.aborted) return;
      pauseMs = tryAgainMs;
      fail(error);
    } finally {
      if (stream === own) {
        stream = undefined;
        clearTimeout(silence);
        clearTimeout(pause);
        pause = setTimeout(() => {
          pause = undefined;
          sync();
        }, pauseMs);
      }
    }
  }

  function stop(): void {
    clearTimeout(silence);
    stream?.abort();
    stream = undefined;
  }

  function sync(): void {
    const ended = options.ended();
    if (ended !== undefined) {
      stop();
      become({ type: 'ended', message: ended });
      return;
    }
    if (mode !== 'live') stop();
    if (mode === 'rest') return;
    if (state.type === 'ended') become({ type: 'loading' });
    if (mode !== 'live' || stream || pause) return;
    stream = new AbortController();
    void measure(stream);
  }

  return {
    get state() {
      return state;
    },
    sync(now) {
      mode = now;
      sync();
    },
    async read(signal) {
      if (mode !== 'inTurn' || options.ended() !== undefined) return;
      try {
        const engine = await options.engine(signal);
        const known = earlier && Date.now() - earlier.at < earlierForMs ? earlier.reading : undefined;
        const reading = await engine.statsOnce(containerId, known, { signal });
        if (signal.aborted) return;
        earlier = reading && { reading, at: Date.now() };
        if (reading) take(reading.sample);
      } catch (error) {
        earlier = undefined;
        if (!signal.aborted && mode === 'inTurn') fail(error);
      }
    },
    retry() {
      clearTimeout(pause);
      pause = undefined;
      if (state.type === 'failed') stop();
      sync();
    },
    dispose() {
      mode = 'rest';
      stop();
      clearTimeout(pause);
    },
  };
}
