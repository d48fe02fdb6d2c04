// Steps through the rows that a view shows: to the next or the previous row of a kind, going round at the ends.

import { nextTurn } from '../util/nextTurn';
import type { ShownRows } from './filter/shownRows';
import type { LogBuffer } from './logBuffer';
import type { LogChunk } from './logChunk';
import { isAtLeast } from './recognise/level';
import { rowLevel } from './rowLevel';
import type { RowSet } from './rowSet';

export type StepDirection = 'next' | 'previous';

/** `wrapped`: the way led over the end, or over the beginning. */
export interface FoundRow {
  readonly seq: number;
  readonly wrapped: boolean;
}

/** Work between two turns in which everything else may happen. */
const sliceMs = 5;
const stride = 512;

/** The member of a set after or before a row, which need not be a member; `first`: ordinal of the oldest one. */
export function stepInSet(rows: RowSet, first: number, from: number, direction: StepDirection): FoundRow | undefined {
  if (first >= rows.end) return undefined;
  let ordinal = direction === 'next' ? rows.rank(from + 1) : rows.rank(from) - 1;
  const wrapped = ordinal >= rows.end || ordinal < first;
  if (wrapped) ordinal = direction === 'next' ? first : rows.end - 1;
  const seq = rows.seqAt(ordinal);
  return seq === undefined ? undefined : { seq, wrapped };
}

/**
 * Looks at row after row, in slices, until `isWanted`; `skips` may pass over a whole chunk. Undefined when no row is
 * wanted, or when `signal` fires.
 */
export async function stepByTest(
  buffer: LogBuffer,
  from: number,
  direction: StepDirection,
  isWanted: (chunk: LogChunk, i: number) => boolean,
  skips: (chunk: LogChunk) => boolean,
  signal?: AbortSignal,
): Promise<FoundRow | undefined> {
  const by = direction === 'next' ? 1 : -1;
  let seq = from + by;
  let wrapped = false;
  let until = performance.now() + sliceMs;
  for (let steps = 0; ; steps++) {
    if (seq >= buffer.endSeq || seq < buffer.firstSeq) {
      if (wrapped || buffer.firstSeq === buffer.endSeq) return undefined;
      wrapped = true;
      seq = by > 0 ? buffer.firstSeq : buffer.endSeq - 1;
    }
    // Once round: the row itself is the last that is looked at.
    if (wrapped && (by > 0 ? seq > from : seq < from)) return undefined;
    const chunk = buffer.chunkOf(seq);
    if (!chunk) return undefined;
    if (skips(chunk)) seq = by > 0 ? chunk.firstSeq + chunk.count : chunk.firstSeq - 1;
    else if (isWanted(chunk, seq - chunk.firstSeq)) return { seq, wrapped };
    else seq += by;
    if (steps % stride === 0 && performance.now() >= until) {
      await nextTurn();
      if (signal?.aborted) return undefined;
      until = performance.now() + sliceMs;
    }
  }
}

/** Entries that say that they are errors. */
export function isError(buffer: LogBuffer, shown: ShownRows): (chunk: LogChunk, i: number) => boolean {
  return (chunk, i) =>
    chunk.foldedBack(i) === 0 && shown.rows.has(chunk.firstSeq + i) && isAtLeast(rowLevel(buffer, chunk, i), 'error');
}
