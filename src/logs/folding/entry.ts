// The lines of one entry: its first line and what is folded into it.

import { plainLine } from '../cleanLine';
import type { LogBuffer } from '../logBuffer';

/** Rows looked at for the lines of one entry, which other sources may have written between. */
const maxReach = 65_536;

/** First row of the entry that this row belongs to; undefined for rows that are not there. */
export function entryHead(buffer: LogBuffer, seq: number): number | undefined {
  const chunk = buffer.chunkOf(seq);
  return chunk && seq - chunk.foldedBack(seq - chunk.firstSeq);
}

/** Rows that are folded into the entry which begins with this one, at most `most`. */
export function foldedRows(buffer: LogBuffer, head: number, most: number): number[] {
  const headChunk = buffer.chunkOf(head);
  const lines = Math.min(most, headChunk?.foldedLines(head - headChunk.firstSeq) ?? 0);
  const rows: number[] = [];
  const end = Math.min(buffer.endSeq, head + maxReach);
  for (let seq = head + 1; rows.length < lines && seq < end; seq++) {
    const chunk = buffer.chunkOf(seq);
    if (chunk?.foldedBack(seq - chunk.firstSeq) === seq - head) rows.push(seq);
  }
  return rows;
}

/**
 * What an entry is about, where its first line does not say it: Python names the exception last, .NET's console log and
 * Node put it on the lines below. Undefined where the first line says enough.
 */
export function entryGist(buffer: LogBuffer, head: number): string | undefined {
  const text = plainLine(buffer.row(head)?.text ?? '');
  const below = (most: number) => foldedRows(buffer, head, most).map((seq) => plainLine(buffer.row(seq)?.text ?? ''));
  if (/^Traceback \(most recent/.test(text)) return below(200).findLast((line) => /^[^\s]/.test(line));
  if (/^\w{4}: .+\[-?\d+\]$/.test(text)) return below(1)[0]?.trim();
  if (/^(?:node:|file:|\/)\S+:\d+$/.test(text)) return below(20).find((line) => /^(?:\w*Error|Uncaught)\b/.test(line));
  return undefined;
}
