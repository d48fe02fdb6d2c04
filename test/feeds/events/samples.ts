// Entries and events for tests of the history.

import type { EngineEvent } from '../../../src/model/engineEvent';
import { type EventEntry, entryOfEvent } from '../../../src/model/eventEntry';

/** `at`: milliseconds since the epoch, or digits of nanoseconds. */
export function event(
  type: string,
  action: string,
  id: string,
  at: number | string,
  more: Partial<EngineEvent> = {},
): EngineEvent {
  const timeNano = typeof at === 'string' ? at : `${BigInt(Math.round(at * 1000)) * 1000n}`;
  return { type, action, id, name: id, scope: 'local', timeNano, attributes: {}, ...more };
}

export function entry(seq: number, at: number, more: Partial<EventEntry> = {}): EventEntry {
  return { ...entryOfEvent(event('container', 'start', 'c1', at), seq), ...more };
}
