// Everything that is known of one entry of a log, for a pane that shows it whole.

import { plainLine } from './cleanLine';
import { entryHead, foldedRows } from './folding/entry';
import type { LogBuffer } from './logBuffer';
import type { BufferRow } from './logChunk';
import { recognise } from './recognise/recognise';
import type { Recognised } from './recognise/recognised';

export interface RowDetail {
  /** First row of the entry. */
  readonly seq: number;
  readonly row: BufferRow;
  /** The whole entry without colours, lines parted by line ends. */
  readonly text: string;
  /** Lines folded into it that `text` holds. */
  readonly folded: number;
  /** What is understood of its first line; undefined for a marker. */
  readonly recognised?: Recognised;
}

/** Lines and characters of one entry that are handed out. */
const maxLines = 2000;
const maxChars = 1_048_576;

/** `seq`: the row, or any line of its entry. */
export function rowDetail(buffer: LogBuffer, seq: number): RowDetail | undefined {
  const head = entryHead(buffer, seq);
  const row = head === undefined ? undefined : buffer.row(head);
  if (head === undefined || !row) return undefined;
  if (row.type === 'marker') return { seq: head, row, text: row.text, folded: 0 };
  const rows = foldedRows(buffer, head, maxLines);
  const lines = [row.text, ...rows.map((folded) => buffer.row(folded)?.text ?? '')];
  const text = plainLine(lines.join('\n'));
  return {
    seq: head,
    row,
    text: text.slice(0, maxChars),
    folded: rows.length,
    recognised: recognise(row.text, maxChars),
  };
}
