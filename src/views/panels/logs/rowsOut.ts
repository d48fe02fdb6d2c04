// Rows of the buffer as the view gets them: cut to what fits a list, a structured line as its message and fields.

import { plainLine } from '../../../logs/cleanLine';
import type { BufferRow } from '../../../logs/logChunk';
import type { LogView, ViewRow } from '../../../logs/logView';
import { fieldText } from '../../../logs/recognise/fieldPath';
import { recognise } from '../../../logs/recognise/recognise';
import type { Fields } from '../../../logs/recognise/recognised';
import { highlightColours } from '../../../model/logChoice';
import { type LogRow, maxRowChars, type Paint } from '../../../protocol/logs';

/** Of all fields of one row: more is for the detail pane. */
const maxFieldsChars = 2000;

/** At most `count` rows from a position on, or from the oldest where that is dropped. */
export function rowsOut(
  view: LogView,
  from: number,
  count: number,
  structured: boolean,
): { readonly from: number; readonly rows: readonly LogRow[] } {
  const split = new Map<Line, SplitLine>();
  const found = view.rows(from, count, (line) => {
    const parts = structured ? splitLine(line.text) : undefined;
    if (parts) split.set(line, parts);
    return parts ? [parts.text, ...(parts.fields === '' ? [] : [parts.fields])].join(' ') : plainLine(line.text);
  });
  return { from: found.from, rows: found.rows.map((row) => rowOut(row, split)) };
}

type Line = Extract<BufferRow, { type: 'line' }>;

interface SplitLine {
  readonly text: string;
  readonly fields: string;
}

function rowOut(view: ViewRow, split: ReadonlyMap<Line, SplitLine>): LogRow {
  const { seq, row, level, fold, partOf, context, marks, highlights } = view;
  if (row.type === 'marker') return { ...row, seq };
  const parts = split.get(row);
  const cut = row.text.length - maxRowChars;
  const text = cut > 0 ? { text: row.text.slice(0, maxRowChars), cut } : { text: row.text };
  return {
    ...{ type: 'line', seq, stream: row.stream, level, source: row.source },
    ...(row.time === undefined ? {} : { time: row.time }),
    ...(parts ? { text: parts.text, ...(parts.fields === '' ? {} : { fields: parts.fields }) } : text),
    ...(marks.length > 0 ? { marks } : {}),
    ...(highlights.length > 0 ? { paints: highlights.map(paint) } : {}),
    ...(fold
      ? { fold: { lines: fold.lines, open: fold.unfolded, ...(fold.gist === undefined ? {} : { gist: fold.gist }) } }
      : {}),
    ...(partOf === undefined ? {} : { folded: true }),
    ...(context ? { context } : {}),
  };
}

function paint({ start, end, colour }: ViewRow['highlights'][number]): Paint {
  return { start, end, colour: highlightColours[colour - 1] ?? 'yellow' };
}

/** A structured line as its message and its fields; undefined for any other. */
function splitLine(raw: string): SplitLine | undefined {
  const { format, message, fields } = recognise(raw);
  if ((format !== 'json' && format !== 'logfmt') || !fields || message === '' || message === plainLine(raw)) {
    return undefined;
  }
  return { text: message.slice(0, maxRowChars).replaceAll('\n', '⏎'), fields: fieldWords(fields, message) };
}

// What stands in columns of its own, or is the message, is left out.
const inColumns =
  /^(?:@?t(?:s|ime|imestamp)?|date(?:time)?|asctime|eventtime|@?l|lvl|level(?:name)?|log_?\.?level|severity(?:_?text)?)$/i;

function fieldWords(fields: Fields, message: string): string {
  let words = '';
  for (const [key, value] of Object.entries(fields)) {
    if (inColumns.test(key)) continue;
    const text = fieldText(value);
    if (text === message) continue;
    words += `${words === '' ? '' : ' '}${key}=${typeof value === 'string' && /^$|[\s"]/.test(value) ? JSON.stringify(value) : text}`;
    if (words.length > maxFieldsChars) return `${words.slice(0, maxFieldsChars)}…`;
  }
  return words;
}
