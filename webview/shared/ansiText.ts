// Cuts a line into runs of one look: its ANSI colours and the matches of the search.

import { type Color, type DecorationType, parseAnsiSequences } from 'ansi-sequence-parser';

export interface TextRun {
  readonly text: string;
  readonly foreground?: Color;
  readonly background?: Color;
  readonly decorations: readonly DecorationType[];
  readonly marked: boolean;
  /** Name of the highlight it stands in. */
  readonly paint?: string;
}

export interface MarkRange {
  readonly start: number;
  readonly end: number;
}

export interface PaintRange extends MarkRange {
  readonly colour: string;
}

/**
 * `text` holds no escape but SGR; `marks` and `paints` count characters without the escapes; marks do not overlap, and of
 * overlapping paints the last wins. The runs' texts together are the text without its escapes.
 */
export function textRuns(text: string, marks: readonly MarkRange[], paints: readonly PaintRange[] = []): TextRun[] {
  if (marks.length === 0 && paints.length === 0 && !text.includes('\u001b'))
    return [{ text, decorations: [], marked: false }];
  const runs: TextRun[] = [];
  const cuts = [...marks, ...paints].flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b);
  let offset = 0;
  let next = 0;
  for (const token of parseAnsiSequences(text)) {
    const look = {
      ...(token.foreground ? { foreground: token.foreground } : {}),
      ...(token.background ? { background: token.background } : {}),
      decorations: [...token.decorations],
    };
    const tokenStart = offset;
    const tokenEnd = offset + token.value.length;
    while (offset < tokenEnd) {
      while ((cuts[next] ?? Number.POSITIVE_INFINITY) <= offset) next++;
      const until = Math.min(tokenEnd, cuts[next] ?? tokenEnd);
      const paint = paints.findLast((one) => one.start <= offset && one.end > offset)?.colour;
      runs.push({
        ...look,
        marked: marks.some((mark) => mark.start <= offset && mark.end > offset),
        ...(paint === undefined ? {} : { paint }),
        text: token.value.slice(offset - tokenStart, until - tokenStart),
      });
      offset = until;
    }
  }
  return runs;
}

/** A colour as CSS: a theme's terminal colour where it has a name, else what the program asked for. */
export function cssColour(colour: Color): string {
  switch (colour.type) {
    case 'named':
      return `var(--vscode-terminal-ansi${colour.name.charAt(0).toUpperCase()}${colour.name.slice(1)})`;
    case 'rgb':
      return `rgb(${colour.rgb.map((part) => Math.min(255, Math.max(0, part))).join(' ')})`;
    case 'table':
      return tableColour(colour.index);
  }
}

const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

// The 256 colours of xterm: 16 of the theme, a cube of 6×6×6, and 24 greys.
function tableColour(index: number): string {
  if (!Number.isInteger(index) || index < 0 || index > 255) return 'inherit';
  if (index < 8) return `var(--vscode-terminal-ansi${names[index]})`;
  if (index < 16) return `var(--vscode-terminal-ansiBright${names[index - 8]})`;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey} ${grey} ${grey})`;
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`;
}
