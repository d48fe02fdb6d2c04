// The rows somebody chose, as text for the clipboard: as they were written, without colours.

import { plainLine } from '../../../logs/cleanLine';
import type { LogView } from '../../../logs/logView';
import { rowDetail } from '../../../logs/rowDetail';

/** Characters that go onto the clipboard at once. */
const maxCopyChars = 20_000_000;

/** Positions `from` up to but not including `to`. A folded entry is copied whole. `left`: rows that are too many. */
export function copyRows(
  view: LogView,
  from: number,
  to: number,
): { readonly text: string; readonly lines: number; readonly left: number } {
  const end = Math.min(to, view.end);
  const texts: string[] = [];
  let chars = 0;
  let at = Math.max(from, view.first);
  while (at < end && chars < maxCopyChars) {
    const { rows } = view.rows(at, Math.min(500, end - at));
    if (rows.length === 0) break;
    for (const { seq, row, fold } of rows) {
      const whole = fold && !fold.unfolded ? rowDetail(view.buffer, seq)?.text : undefined;
      const text = whole ?? plainLine(row.text);
      texts.push(text);
      chars += text.length;
    }
    at += rows.length;
  }
  return { text: texts.join('\n'), lines: texts.length, left: Math.max(0, end - at) };
}
