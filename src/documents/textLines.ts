// Offsets, positions and edits of plain text, counted as an editor counts them.

/** Zero-based; `character` counts UTF-16 code units, as VS Code does. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Half-open: `end` is the first position after the text. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

export interface TextLines {
  readonly count: number;
  /** What ends lines here: that of the first line, `\n` when there is only one line. */
  readonly eol: '\n' | '\r\n';
  /** A line without what ends it; empty beyond the last line. */
  line(index: number): string;
  /** Where a line starts; the length of the text beyond the last line. */
  offsetOfLine(index: number): number;
  positionAt(offset: number): TextPosition;
  offsetAt(position: TextPosition): number;
}

/** Index a text by lines. `\n`, `\r\n` and a lone `\r` all end a line, as they do in an editor. */
export function textLines(text: string): TextLines {
  const starts = [0];
  const ends: number[] = [];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    ends.push(match.index);
    starts.push(match.index + match[0].length);
  }
  ends.push(text.length);

  const offsetOfLine = (index: number) => starts[index] ?? text.length;
  const line = (index: number) => text.slice(offsetOfLine(index), ends[index] ?? text.length);
  return {
    count: starts.length,
    eol: text.startsWith('\r\n', ends[0]) ? '\r\n' : '\n',
    line,
    offsetOfLine,
    positionAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (offsetOfLine(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      const end = ends[low] ?? text.length;
      return { line: low, character: Math.max(0, Math.min(offset, end) - offsetOfLine(low)) };
    },
    offsetAt({ line: index, character }) {
      return Math.min(offsetOfLine(index) + character, ends[index] ?? text.length);
    },
  };
}

/** The text after the edits. They must not overlap; their order does not matter. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = textLines(text);
  const byPlace = edits
    .map(({ range, newText }) => ({ from: lines.offsetAt(range.start), to: lines.offsetAt(range.end), newText }))
    .sort((a, b) => b.from - a.from || b.to - a.to);
  let result = text;
  for (const { from, to, newText } of byPlace) result = result.slice(0, from) + newText + result.slice(to);
  return result;
}
