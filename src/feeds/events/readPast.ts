// What an engine still remembers of the past: Docker keeps its last 256 events, of whatever kind, until it is restarted.

import type { Engine } from '../../engine/engine';
import type { EngineEvent } from '../../model/engineEvent';

/** Docker's own limit (moby daemon/events/events.go). */
export const keptByEngine = 256;

/** Podman keeps a whole journal; more than this is not taken. */
const mostEvents = 5000;
const deadlineMs = 15_000;
/** After the last of what is kept comes nothing: where the clocks differ, the engine would wait for its own time to be up. */
const quietMs = 700;

/** Oldest first. Rejects with an `EngineError` when the engine breaks off or does not begin in time. */
export async function readPast(engine: Engine, signal: AbortSignal): Promise<readonly EngineEvent[]> {
  const events: EngineEvent[] = [];
  const own = new AbortController();
  const stop = () => own.abort();
  signal.addEventListener('abort', stop, { once: true });
  let opened = false;
  let timer = setTimeout(stop, deadlineMs);
  const again = () => {
    opened = true;
    clearTimeout(timer);
    timer = setTimeout(stop, quietMs);
  };
  try {
    const untilNano = `${BigInt(Date.now()) * 1_000_000n}`;
    for await (const event of engine.events({ sinceNano: '1', untilNano, onOpen: again }, own.signal)) {
      again();
      events.push(event);
      if (events.length > mostEvents * 1.2) events.splice(0, events.length - mostEvents);
    }
    signal.throwIfAborted();
    if (!opened) throw new Error(`${engine.label} did not tell its past events within ${deadlineMs / 1000} s.`);
    return events.slice(-mostEvents);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
