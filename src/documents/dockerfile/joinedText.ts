// Text put together from pieces of a file, which still knows where each character came from.

import type { TextLines, TextRange } from '../textLines';

/** Continued lines joined, comments between them left out. */
export interface JoinedText {
  readonly text: string;
  /** Where `text.slice(start, end)` stands in the file. */
  rangeOf(start: number, end: number): TextRange;
  slice(start: number, end?: number): JoinedText;
}

/** From `at` in the joined text on, characters stand at `offset` and after in the file, until the next segment. */
export interface Segment {
  readonly at: number;
  readonly offset: number;
}

/** `segments` are in order, and the first one is at 0. */
export function joinedText(text: string, segments: readonly Segment[], lines: TextLines): JoinedText {
  const offsetOf = (at: number) => {
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((segments[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low] ?? { at: 0, offset: 0 };
    return segment.offset + at - segment.at;
  };
  const view = (from: number, to: number): JoinedText => ({
    text: text.slice(from, to),
    rangeOf: (start, end) => {
      const begin = offsetOf(from + start);
      // The end belongs to the character before it: the next one may stand on a later line.
      const stop = end > start ? offsetOf(from + end - 1) + 1 : begin;
      return { start: lines.positionAt(begin), end: lines.positionAt(stop) };
    },
    slice: (start, end = to - from) => view(from + start, from + end),
  });
  return view(0, text.length);
}
