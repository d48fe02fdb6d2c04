// What is known of one engine's events: listened to while connected, joined with what the engine itself remembers, and marked
// where neither tells.

import type { Engine } from '../../engine/engine';
import type { EngineEvent } from '../../model/engineEvent';
import { compareNanos, type EventEntry, entryOfEvent } from '../../model/eventEntry';
import type { EventStore } from './eventStore';
import { keptByEngine, readPast } from './readPast';

export interface EventTrail {
  /** An event of the open stream. */
  heard(event: EngineEvent): void;
  /** The stream has ended: from now on something may be missed. */
  lost(): void;
  /**
   * Joins in what the engine remembers; to be called while the stream is open. Where the stream was lost before, what
   * happened meanwhile is complete if the engine remembers something from before that; else a marker says that it may not
   * be. Rejects with why the past could not be read.
   */
  join(engine: Engine, signal: AbortSignal): Promise<void>;
}

/** `nodeId`: of a node other than the one in hand. `label` names the engine. */
export function createTrail(store: EventStore, label: () => string, nodeId?: string): EventTrail {
  /** The newest time by which the stream was certainly open. */
  let newest: string | undefined;
  let oldest: string | undefined;
  /** What was newest when the stream was lost; set until what came then is settled. */
  let lostAt: string | undefined;
  let begun = false;

  function note(timeNano: string): void {
    if (newest === undefined || compareNanos(timeNano, newest) > 0) newest = timeNano;
    if (oldest === undefined || compareNanos(timeNano, oldest) < 0) oldest = timeNano;
  }

  function mark(timeNano: string, action: 'begin' | 'gap' | 'reconnect', detail: string, more = {}): void {
    const entry: EventEntry = {
      ...{ seq: store.nextSeq(), timeNano, kind: 'marker', action, detail, id: '', name: label() },
      ...(nodeId === undefined ? {} : { nodeId }),
      ...{ tone: action === 'gap' ? 'warning' : 'idle', noise: false, attributes: more },
    };
    store.add(entry);
  }

  function settle(past: readonly EngineEvent[]): void {
    const first = past[0]?.timeNano;
    if (lostAt !== undefined) {
      const from = lostAt;
      lostAt = undefined;
      if (first !== undefined && compareNanos(first, from) <= 0) {
        mark(after(from), 'reconnect', 'The connection was lost and came back; nothing was missed.');
        return;
      }
      const until = first ?? nowNano();
      const why =
        past.length >= keptByEngine
          ? `the engine keeps only its last ${keptByEngine} events`
          : 'the engine does not remember that far back, so it may have been restarted';
      mark(after(from), 'gap', `What happened here is not known: the connection was lost, and ${why}.`, {
        from,
        until,
      });
    } else if (!begun) {
      begun = true;
      const words =
        past.length >= keptByEngine
          ? `The engine keeps its last ${keptByEngine} events; what came before is not known.`
          : 'The engine remembers nothing older; it may have been started then.';
      mark(before(oldest ?? nowNano()), 'begin', words);
    }
  }

  return {
    heard(event) {
      note(event.timeNano);
      store.add(entryOfEvent(event, store.nextSeq(), nodeId));
    },
    lost() {
      lostAt ??= newest;
    },
    async join(engine, signal) {
      try {
        const all = await readPast(engine, signal);
        // What happens in the swarm is told by the engine in hand, by every manager again.
        const past = nodeId === undefined ? all : all.filter(({ scope }) => scope !== 'swarm');
        for (const event of past) {
          note(event.timeNano);
          store.add(entryOfEvent(event, store.nextSeq(), nodeId));
        }
        settle(all);
      } catch (error) {
        if (!signal.aborted && lostAt !== undefined) {
          const from = lostAt;
          lostAt = undefined;
          const words =
            'What happened here is not known: the connection was lost, and the engine did not tell its past.';
          mark(after(from), 'gap', words, { from, until: nowNano() });
        }
        throw error;
      }
    },
  };
}

function nowNano(): string {
  return `${BigInt(Date.now()) * 1_000_000n}`;
}

function after(nano: string): string {
  return `${BigInt(nano) + 1n}`;
}

function before(nano: string): string {
  const one = BigInt(nano);
  return `${one > 0n ? one - 1n : one}`;
}
