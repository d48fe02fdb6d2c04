// Splits the tail of a container's log into the run that goes on (or ended last) and the one before it.

import type { EngineEvent } from '../engineEvent';
import type { ContainerStateFacts } from './containerFacts';
import type { ContainerLog, EvidenceLine } from './dossier';

/**
 * The engine notes a start when the program already runs, so that its first lines may be a little older (seen: up to
 * 30 ms); after an end it waits at least 100 ms before the next start (moby restartmanager.go).
 */
const startsEarlyMs = 90;

/** `lines` and `events` of this container, oldest first. Lines without a time belong to the last run. */
export function splitRuns(
  lines: readonly EvidenceLine[],
  state: ContainerStateFacts,
  events: readonly EngineEvent[],
  cut: boolean,
): ContainerLog {
  const ends = endsOf(state, events);
  const [beforeLast, last] = ends.slice(-2).length === 2 ? ends.slice(-2) : [undefined, ends.at(-1)];
  const running = state.status === 'running' || state.status === 'paused';
  // While it runs the last end is that of the run before; else that of the last run.
  const startOfCurrent = running ? last : beforeLast;
  const startOfPrevious = running ? beforeLast : ends.at(-3);
  const current: EvidenceLine[] = [];
  const previous: EvidenceLine[] = [];
  for (const line of lines) {
    const at = Date.parse(line.time ?? '');
    if (Number.isNaN(at) || startOfCurrent === undefined || at > startOfCurrent) current.push(line);
    else if (startOfPrevious === undefined || at > startOfPrevious) previous.push(line);
  }
  return { current: { lines: current }, previous: { lines: previous }, cut };
}

/** Instants between two runs, in epoch milliseconds, oldest first. */
function endsOf(state: ContainerStateFacts, events: readonly EngineEvent[]): readonly number[] {
  const ends = events
    .filter(({ action }) => action === 'die')
    .map(({ timeNano }) => Number(timeNano.slice(0, -6)) || 0);
  const finished = Date.parse(state.finishedAt ?? '');
  const started = Date.parse(state.startedAt ?? '');
  const last = ends.at(-1);
  // Of an earlier life than the events tell of, or the only trace where they tell nothing.
  if (!Number.isNaN(finished) && (last === undefined || finished > last + 1_000)) ends.push(finished);
  const endedTwice = ends.length > 1 || state.status === 'running';
  if (!endedTwice && state.restartCount > 0 && !Number.isNaN(started)) ends.unshift(started - startsEarlyMs);
  return ends;
}
