// How much time a timeline of some events covers, and how far it may go.

import { type EventEntry, nanoToMs } from '../../model/eventEntry';

/** A timeline of less than this would magnify nothing. */
const shortestMs = 60_000;

export interface TimelineSpan {
  /** Epoch milliseconds of what is shown. */
  readonly from: number;
  readonly to: number;
  /** Epoch milliseconds of the oldest event, and of now: how far the view may go. */
  readonly oldest: number;
  readonly now: number;
}

/**
 * `first` and `last`: epoch milliseconds of the oldest and the newest of what is to be shown, where there is anything; `null`
 * in `range` is open.
 */
export function timelineSpan(
  first: number | undefined,
  last: number | undefined,
  range: { readonly from: number | null; readonly to: number | null },
): TimelineSpan {
  const now = Math.max(Date.now(), (last ?? 0) + 1);
  const oldest = first ?? now - shortestMs;
  // A little air, so that the first mark is not cut by the edge.
  const start = Math.min(oldest - (now - oldest) * 0.02, now - shortestMs);
  const from = range.from ?? start;
  return { from, to: Math.max(range.to ?? now, from + 1), oldest, now };
}

/** Of the first that is no marker, and of the last; `entries` in order of time. */
export function spanOfEntries(entries: readonly EventEntry[]): {
  readonly first: number | undefined;
  readonly last: number | undefined;
} {
  const first = entries.find(({ kind }) => kind !== 'marker');
  const last = entries.at(-1);
  return { first: first && nanoToMs(first.timeNano), last: last && nanoToMs(last.timeNano) };
}
