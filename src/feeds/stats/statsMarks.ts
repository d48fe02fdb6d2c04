// Restarts, ends, lack of memory and health of the containers of one engine, as marks on a time axis: from its events.

import type { Engine } from '../../engine/engine';
import type { EngineEvent } from '../../model/engineEvent';
import type { StatsMark } from '../../model/statsSample';
import type { Disposable } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';

/** None is the beginning of an action that is frequent, such as `exec_start`: the engine compares them so. */
const actions = ['start', 'die', 'oom', 'health_status'];
/** The engine itself keeps the last 256 events of any kind. */
const lookBackMs = 10 * 60_000;
const reopenAfterMs = 5000;
const exitsKept = 1000;

export interface MarkFeed extends Disposable {
  /** Streams while it is on; what happened meanwhile is told when it is on again, as far as the engine remembers. */
  set(on: boolean): void;
}

export interface MarkFeedOptions {
  engine(signal: AbortSignal): Promise<Engine>;
  onMark(containerId: string, mark: StatsMark): void;
  log(line: string): void;
}

export function createMarkFeed({ engine, onMark, log }: MarkFeedOptions): MarkFeed {
  const read = markReader();
  let life: AbortController | undefined;
  let reopen: NodeJS.Timeout | undefined;
  let sinceNano: string | undefined;

  async function follow(own: AbortController): Promise<void> {
    const { signal } = own;
    try {
      const on = await engine(signal);
      sinceNano ??= `${Date.now() - lookBackMs}000000`;
      for await (const event of on.events({ actions, sinceNano }, signal)) {
        if (signal.aborted) return;
        if (/^\d{10,20}$/.test(event.timeNano)) sinceNano = String(BigInt(event.timeNano) + 1n);
        const mark = read(event);
        if (mark) onMark(event.id, mark);
      }
    } catch (error) {
      if (!signal.aborted) log(`Events for the marks of stats: ${messageOf(error)}`);
    }
    if (signal.aborted) return;
    reopen = setTimeout(() => void follow(own), reopenAfterMs);
  }

  function stop(): void {
    life?.abort();
    life = undefined;
    clearTimeout(reopen);
  }

  return {
    set(on) {
      if (on === (life !== undefined)) return;
      if (!on) return stop();
      life = new AbortController();
      void follow(life);
    },
    dispose: stop,
  };
}

/** Turns events into marks, in their order: a start after an end is a restart, and tells the exit code before it. */
export function markReader(): (event: EngineEvent) => StatsMark | undefined {
  const exits = new Map<string, number | undefined>();
  return (event) => {
    if (event.type !== 'container' || !/^\d{10,20}$/.test(event.timeNano)) return undefined;
    const at = new Date(Number(event.timeNano.slice(0, -6))).toISOString();
    switch (event.action) {
      case 'start': {
        if (!exits.has(event.id)) return { at, kind: 'started' };
        return { at, kind: 'restarted', ...codeOf(exits.get(event.id)) };
      }
      case 'die': {
        const code = Number.parseInt(event.attributes.exitCode ?? '', 10);
        const exitCode = Number.isNaN(code) ? undefined : code;
        exits.delete(event.id);
        exits.set(event.id, exitCode);
        for (const oldest of exits.keys()) {
          if (exits.size <= exitsKept) break;
          exits.delete(oldest);
        }
        return { at, kind: 'ended', ...codeOf(exitCode) };
      }
      case 'oom':
        return { at, kind: 'oom' };
      case 'health_status':
        return event.detail === 'healthy' || event.detail === 'unhealthy' ? { at, kind: event.detail } : undefined;
      default:
        return undefined;
    }
  };
}

function codeOf(exitCode: number | undefined): { exitCode?: number } {
  return exitCode === undefined ? {} : { exitCode };
}
