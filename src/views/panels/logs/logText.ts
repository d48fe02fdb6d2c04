// The lines of a log as text for a file, an editor or the clipboard: in pieces, so that a million lines block nothing.

import { plainLine } from '../../../logs/cleanLine';
import type { BufferRow } from '../../../logs/logChunk';
import type { LogView } from '../../../logs/logView';
import type { LogSourceInfo, SaveScope } from '../../../protocol/logs';
import { nextTurn } from '../../../util/nextTurn';

export interface TextPiece {
  readonly text: string;
  readonly lines: number;
  /** Share of the rows that are done, 0 to 1. */
  readonly done: number;
}

/** Rows in one piece: some milliseconds of work. */
const rowsPerPiece = 5000;

/**
 * `time source text` per line, the source only where there are several; markers as `--- text ---`. What is dropped from the
 * buffer meanwhile is missing, and what comes meanwhile is left out.
 */
export async function* logText(
  view: LogView,
  sources: readonly LogSourceInfo[],
  scope: SaveScope,
): AsyncGenerator<TextPiece> {
  const { buffer } = view;
  const begin = buffer.firstSeq;
  const end = buffer.endSeq;
  if (scope === 'shown') while (!view.filterStatus.done) await nextTurn();
  for (let from = begin; from < end; ) {
    const to = Math.min(end, from + rowsPerPiece);
    let text = '';
    let lines = 0;
    for (let seq = Math.max(from, buffer.firstSeq); seq < to; seq++) {
      if (scope === 'shown' && !view.holds(seq)) continue;
      const row = buffer.row(seq);
      if (!row) continue;
      text += `${lineText(row, sources)}\n`;
      lines++;
    }
    from = to;
    yield { text, lines, done: (to - begin) / (end - begin) };
    await nextTurn();
  }
}

export function lineText(row: BufferRow, sources: readonly LogSourceInfo[]): string {
  const time = row.time === undefined ? '' : `${row.time} `;
  if (row.type === 'marker') return `${time}--- ${row.text} ---`;
  const source = sources.length > 1 ? `${sources[row.source]?.name ?? '?'} ` : '';
  return `${time}${source}${plainLine(row.text)}`;
}
