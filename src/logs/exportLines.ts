// A log as text, piece by piece: for a file, an editor or the clipboard.

import { nextTurn } from '../util/nextTurn';
import { plainLine } from './cleanLine';
import type { BufferRow } from './logChunk';
import type { LogView } from './logView';

export interface ExportOptions {
  /** Only what passes the filter; entries are whole, folded or not. Otherwise everything that is kept. */
  readonly filtered: boolean;
  readonly timestamps: boolean;
  /** Put before each line; left out where there is nothing to tell apart. */
  readonly sourceName?: (source: number) => string;
  /** Only these rows (their seq), `to` not included. */
  readonly range?: { readonly from: number; readonly to: number };
}

/** Characters of one piece, about. */
const pieceChars = 262_144;

/**
 * Lines end with a line feed and have no colours. What is dropped from the buffer meanwhile is left out; what comes in
 * meanwhile is not part of it.
 */
export async function* exportLines(view: LogView, options: ExportOptions): AsyncGenerator<string, void, void> {
  const { buffer } = view;
  const end = Math.min(options.range?.to ?? buffer.endSeq, buffer.endSeq);
  let piece = '';
  for (let seq = options.range?.from ?? buffer.firstSeq; seq < end; seq++) {
    seq = Math.max(seq, buffer.firstSeq);
    const row = buffer.row(seq);
    if (!row || (options.filtered && !view.holds(seq))) continue;
    piece += `${lineOf(row, options)}\n`;
    if (piece.length < pieceChars) continue;
    yield piece;
    piece = '';
    await nextTurn();
  }
  if (piece !== '') yield piece;
}

function lineOf(row: BufferRow, { timestamps, sourceName }: ExportOptions): string {
  const time = timestamps && row.time !== undefined ? `${row.time} ` : '';
  const source = sourceName && row.source !== undefined ? `${sourceName(row.source)} ` : '';
  return row.type === 'marker' ? `--- ${time}${source}${row.text} ---` : `${time}${source}${plainLine(row.text)}`;
}
