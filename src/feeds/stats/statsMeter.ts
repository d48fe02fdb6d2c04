// Measures one container while it runs and somebody looks, and remembers the last minutes.

import type { Cluster } from '../../cluster/cluster';
import type { Engine } from '../../engine/engine';
import type { StatsSample } from '../../model/statsSample';
import { historyLength, type StatsSourceState } from '../../protocol/stats';
import type { Disposable } from '../../util/disposable';
import { panelError } from '../panelError';

/** A stream that ended is not opened again before: the picture lags behind the end of a container by up to a quarter second. */
const reopenAfterMs = 1000;
/** A sample comes each second or two; an engine that hangs says nothing and breaks nothing. */
const usualPatienceMs = 10_000;

export interface MeterListener {
  sample(sample: StatsSample): void;
  changed(): void;
  log(line: string): void;
}

/** `sync` compares what should be with what is: cheap, to be called on every change of the picture. */
export interface StatsMeter extends Disposable {
  readonly state: StatsSourceState;
  readonly history: readonly StatsSample[];
  sync(visible: boolean): void;
  /** Tries again after a failure. */
  retry(): void;
}

/** A container that the picture does not hold, since it is on another node's engine. */
export interface FarContainer {
  /** Its node's name. */
  readonly node: string;
  engine(signal: AbortSignal): Promise<Engine>;
  /** As far as the manager knows. */
  runs(): boolean;
}

export function createStatsMeter(
  cluster: Cluster,
  containerId: string,
  name: string,
  listener: MeterListener,
  far?: FarContainer,
  patienceMs = usualPatienceMs,
): StatsMeter {
  let state: StatsSourceState = { type: 'loading' };
  let history: StatsSample[] = [];
  let stream: AbortController | undefined;
  let failed = false;
  let reopen: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  let visible = false;

  function become(next: StatsSourceState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    listener.changed();
  }

  function listen(own: AbortController): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (stream !== own) return;
      const who = far ? `the engine of node ${far.node}` : 'the engine';
      const message = `No sample for ${patienceMs / 1000} s: ${who} does not answer.`;
      // The stream stays open: an engine that was only slow goes on in it.
      become({ type: 'failed', message, next: 'What comes appears here by itself.' });
    }, patienceMs);
  }

  async function measure(own: AbortController): Promise<void> {
    try {
      const engine = await (far ?? cluster).engine(own.signal);
      listen(own);
      for await (const sample of engine.stats(containerId, own.signal)) {
        if (own.signal.aborted) return;
        listen(own);
        history.push(sample);
        // In steps, so that not every sample moves the whole array.
        if (history.length > historyLength * 1.2) history = history.slice(-historyLength);
        become({ type: 'live' });
        listener.sample(sample);
      }
    } catch (error) {
      if (own.signal.aborted) return;
      listener.log(`Stats of ${name}: ${error instanceof Error ? error.message : String(error)}`);
      failed = true;
      become({ type: 'failed', ...panelError(error) });
    } finally {
      if (stream === own) {
        stream = undefined;
        clearTimeout(silence);
        clearTimeout(reopen);
        reopen = setTimeout(() => {
          reopen = undefined;
          sync();
        }, reopenAfterMs);
      }
    }
  }

  function sync(): void {
    const container = cluster.get('container', containerId);
    const runs = far ? far.runs() : container?.state === 'running' || container?.state === 'paused';
    if (!visible || !runs) {
      clearTimeout(silence);
      stream?.abort();
      stream = undefined;
      if (runs || !visible) return;
      failed = false;
      if (far) become({ type: 'ended', message: `${name} runs no more.` });
      else if (container) become({ type: 'ended', message: endedWords(name, container.state, container.exitCode) });
      else if (cluster.all('container')) become({ type: 'ended', message: `${name} was removed.` });
      return;
    }
    if (stream || reopen || failed) return;
    if (state.type !== 'live') become({ type: 'loading' });
    stream = new AbortController();
    void measure(stream);
  }

  return {
    get state() {
      return state;
    },
    get history() {
      return history;
    },
    sync(now) {
      visible = now;
      sync();
    },
    retry() {
      failed = false;
      if (state.type === 'failed') {
        stream?.abort();
        stream = undefined;
        clearTimeout(reopen);
        reopen = undefined;
      }
      sync();
    },
    dispose() {
      stream?.abort();
      stream = undefined;
      clearTimeout(reopen);
      clearTimeout(silence);
    },
  };
}

function endedWords(name: string, state: string, exitCode: number | undefined): string {
  if (state === 'created') return `${name} has not been started. Start it: its stats appear here by themselves.`;
  const code = state === 'exited' && exitCode !== undefined ? `exited with code ${exitCode}` : `is ${state}`;
  return `${name} ${code}. Its stats go on when it runs again.`;
}
