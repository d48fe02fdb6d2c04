// Listens to one engine for how the runs of its containers end, which the logs themselves do not say.

import type { Engine } from '../../engine/engine';
import type { EngineEvent } from '../../model/engineEvent';
import { nanoToIso } from '../../model/eventEntry';
import type { Disposable } from '../../util/disposable';
import { Emitter, type Event } from '../../util/emitter';
import { messageOf } from '../../util/messageOf';
import { pause } from '../../util/pause';

/** How a run of a container ended, as its engine told at once. */
export interface RunEnd {
  /** RFC 3339 with nanoseconds, by the same clock as the time stamps of the container's lines. */
  readonly time: string;
  readonly exitCode?: number;
  readonly oom: boolean;
  /** A health check had failed too often. */
  readonly unhealthy: boolean;
  /** Number of the signal that was sent to it, if any was. */
  readonly signal?: number;
  /** When the run began, where that was heard. */
  readonly startedAt?: string;
}

export interface RunEvents extends Disposable {
  /** What is known of this container, oldest first; also from before somebody listened, as far as the engine remembers. */
  ends(containerId: string): readonly RunEnd[];
  /** Fires with the id of a container that started, ended or was removed. */
  readonly onDidChange: Event<string>;
}

const actions = ['start', 'die', 'oom', 'kill', 'health_status', 'destroy'] as const;
/** Containers of which ends are kept, ends of each, and runs that are still going on. */
const mostEnded = 1000;
const mostEnds = 50;
const mostRuns = 2000;
const againMs = 1000;

interface Run {
  startedAt?: string;
  oom: boolean;
  unhealthy: boolean;
  signal?: number;
}

/** An engine that tells no events is asked again now and then; until then nothing is known of how runs end. */
export function listenToRuns(engine: () => Promise<Engine>, log: (line: string) => void): RunEvents {
  const changed = new Emitter<string>((error) => log(`A listener of runs failed: ${String(error)}`));
  const life = new AbortController();
  const ends = new Map<string, RunEnd[]>();
  const runs = new Map<string, Run>();
  let last = '1000000000';

  function runOf(id: string): Run {
    const known = runs.get(id);
    if (known) return known;
    const run: Run = { oom: false, unhealthy: false };
    runs.set(id, run);
    // A run whose end is never told must not be kept for ever.
    dropOldest(runs, mostRuns);
    return run;
  }

  function hear(event: EngineEvent): void {
    if (event.type !== 'container') return;
    last = String(BigInt(event.timeNano) + 1n);
    const { id, attributes } = event;
    switch (event.action) {
      case 'start':
        runs.delete(id);
        runOf(id).startedAt = nanoToIso(event.timeNano);
        break;
      case 'oom':
        runOf(id).oom = true;
        return;
      case 'health_status':
        runOf(id).unhealthy = event.detail === 'unhealthy';
        return;
      case 'kill':
        runOf(id).signal = Number(attributes.signal);
        return;
      case 'die': {
        const { startedAt, oom, unhealthy, signal } = runOf(id);
        const exitCode = attributes.exitCode === undefined ? Number.NaN : Number(attributes.exitCode);
        const end: RunEnd = {
          time: nanoToIso(event.timeNano),
          oom,
          unhealthy,
          ...(Number.isNaN(exitCode) ? {} : { exitCode }),
          ...(signal === undefined || Number.isNaN(signal) ? {} : { signal }),
          ...(startedAt === undefined ? {} : { startedAt }),
        };
        runs.delete(id);
        const earlier = ends.get(id) ?? [];
        ends.delete(id);
        ends.set(id, [...earlier.slice(1 - mostEnds), end]);
        dropOldest(ends, mostEnded);
        break;
      }
      case 'destroy':
        runs.delete(id);
        break;
      default:
        return;
    }
    changed.fire(id);
  }

  async function listen(): Promise<void> {
    while (!life.signal.aborted) {
      try {
        for await (const event of (await engine()).events({ actions, sinceNano: last }, life.signal)) hear(event);
      } catch (error) {
        if (!life.signal.aborted) log(`Ends of runs: ${messageOf(error)}`);
      }
      await pause(againMs, life.signal).catch(() => undefined);
    }
  }
  void listen();

  return {
    onDidChange: changed.event,
    ends: (containerId) => ends.get(containerId) ?? [],
    dispose() {
      life.abort();
      changed.dispose();
    },
  };
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
