// Reads the processes of one container again and again, while it runs and somebody looks.

import type { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import type { ProcessesState, ProcessReading } from '../../model/processTable';
import type { Disposable } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';
import { pause } from '../../util/pause';
import { panelError } from '../panelError';
import { createPsForms } from './psForms';
import { createUnreapedCount } from './unreaped';

const deadlineMs = 10_000;
/** After a failure; a person can do it at once. */
const tryAgainMs = 10_000;

export interface TopReaderOptions {
  readonly containerId: string;
  readonly name: string;
  engine(signal: AbortSignal): Promise<Engine>;
  /** Why there are no processes now; undefined while the container runs, as far as one knows. */
  ended(): string | undefined;
  /** Room for one more call to this engine; the result makes it free again. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** From the beginning of one reading to the beginning of the next, unless the engine is slower. */
  everyMs(): number;
  changed(): void;
  log(line: string): void;
}

/** `sync` compares what should be with what is: cheap, to be called on every change of the picture. */
export interface TopReader extends Disposable {
  readonly state: ProcessesState;
  sync(active: boolean): void;
  /** Reads at once. */
  retry(): void;
}

export function createTopReader(options: TopReaderOptions): TopReader {
  const { containerId, name } = options;
  const forms = createPsForms();
  const unreaped = createUnreapedCount();
  let state: ProcessesState = { type: 'loading' };
  let last: ProcessReading | undefined;
  let life: AbortController | undefined;

  function become(next: ProcessesState): void {
    state = next;
    options.changed();
  }

  async function readOn(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const began = Date.now();
      let failed = false;
      try {
        become({ type: 'live', reading: await readOnce(signal) });
      } catch (error) {
        if (signal.aborted) return;
        failed = !isNotRunning(error);
        options.log(`Processes of ${name}: ${messageOf(error)}`);
        if (failed) become({ type: 'failed', ...panelError(error), ...(last ? { reading: last } : {}) });
        // The picture learns of a container's end a little later than a call does.
        else become({ type: 'ended', message: `${name} does not run at the moment.` });
      }
      const rest = failed ? tryAgainMs : Math.max(0, options.everyMs() - (Date.now() - began));
      await pause(rest, signal).catch(() => undefined);
    }
  }

  async function readOnce(signal: AbortSignal): Promise<ProcessReading> {
    const engine = await options.engine(signal);
    const leave = await options.enter(signal);
    try {
      const table = await forms.read(engine, containerId, { signal, deadlineMs });
      const reading = { table, at: new Date().toISOString(), unreaped: last?.unreaped ?? 0 };
      if (!last) become({ type: 'live', reading });
      last = { ...reading, unreaped: await unreaped.update(engine, containerId, table, signal) };
      signal.throwIfAborted();
      return last;
    } finally {
      leave();
    }
  }

  function stop(): void {
    life?.abort();
    life = undefined;
  }

  function start(): void {
    life = new AbortController();
    void readOn(life.signal);
  }

  return {
    get state() {
      return state;
    },
    sync(active) {
      const message = options.ended();
      if (message !== undefined) {
        stop();
        last = undefined;
        if (state.type !== 'ended' || state.message !== message) become({ type: 'ended', message });
      } else if (!active) stop();
      else if (!life) {
        if (state.type === 'ended') become({ type: 'loading' });
        start();
      }
    },
    retry() {
      stop();
      if (state.type === 'failed' && !state.reading) become({ type: 'loading' });
    },
    dispose: stop,
  };
}

function isNotRunning(error: unknown): boolean {
  if (!(error instanceof EngineError)) return false;
  return error.reason === 'conflict' || /is not running/i.test(error.message);
}
