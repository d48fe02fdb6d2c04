// Edits of YAML that touch only the place itself. What cannot be changed that way soundly yields undefined.

import type { ComposeEntry, ComposeList, ComposeMap, ComposeNode } from '../compose/composeTree';
import type { TextEdit, TextLines, TextRange } from '../textLines';

export interface YamlText {
  readonly text: string;
  readonly lines: TextLines;
  /** The service's own place: what lies outside is shared with others by an alias. */
  readonly own: TextRange;
}

export function sourceAt({ text, lines }: Pick<YamlText, 'text' | 'lines'>, { start, end }: TextRange): string {
  return text.slice(lines.offsetAt(start), lines.offsetAt(end));
}

/**
 * Rewrites one scalar, quotes included. Undefined for what is filled in from a variable, spans lines, is shared with another
 * service, or where `change` finds nothing to change.
 */
export function rewriteScalar(
  yaml: YamlText,
  node: ComposeNode | undefined,
  change: (source: string) => string | undefined,
): TextEdit | undefined {
  if (node?.type !== 'scalar' || !isOwn(yaml, node.range)) return undefined;
  const source = sourceAt(yaml, node.range);
  const before = yaml.lines.line(node.range.start.line).slice(0, node.range.start.character);
  if (source === '' || /[$\r\n]|^[&*!|>]/.test(source) || /&\S+\s+$/.test(before)) return undefined;
  const newText = change(source);
  return newText === undefined || newText === source ? undefined : { range: node.range, newText };
}

/** A new key in a block map, below the first of its keys that takes one line, else above all. `lines` are without indent. */
export function addKey(yaml: YamlText, map: ComposeMap, lines: readonly string[]): TextEdit | undefined {
  const entries = [...map.entries.values()].filter(
    ({ keyRange }) => within(keyRange, map.range) && isOwn(yaml, keyRange),
  );
  const [first] = entries;
  if (first === undefined) return undefined;
  const before = yaml.lines.line(first.keyRange.start.line).slice(0, first.keyRange.start.character);
  // The first key of a list's item stands behind the dash.
  if (!/^ *(?:- +)*$/.test(before)) return undefined;
  const indent = ' '.repeat(before.length);
  const anchor = entries.find((entry) => isOneLine(entry) && entry.keyRange.start.character === indent.length);
  if (anchor === undefined && before !== indent) return undefined;
  const line = anchor === undefined ? first.keyRange.start.line : anchor.keyRange.start.line + 1;
  const added = lines.map((one) => indent + one);
  return addLines(yaml, line, added);
}

/** One more item at the end of a list, in block or flow style. */
export function addItem(yaml: YamlText, list: ComposeList, value: string): TextEdit | undefined {
  if (!isOwn(yaml, list.range)) return undefined;
  const last = list.items.at(-1);
  const source = sourceAt(yaml, list.range);
  if (source.startsWith('[')) {
    if (last === undefined) return /^\[\s*\]$/.test(source) ? { range: list.range, newText: `[${value}]` } : undefined;
    return within(last.range, list.range) ? { range: at(last.range.end), newText: `, ${value}` } : undefined;
  }
  if (last === undefined || !isSingleLine(last.range)) return undefined;
  const before = yaml.lines.line(last.range.start.line).slice(0, last.range.start.character);
  return /^\s*-\s+$/.test(before) ? addLines(yaml, last.range.start.line + 1, [before + value]) : undefined;
}

/** Whole lines before this one; also behind a last line that nothing ends. */
export function addLines({ lines }: Pick<YamlText, 'lines'>, line: number, added: readonly string[]): TextEdit {
  const { eol } = lines;
  if (line < lines.count) return { range: at({ line, character: 0 }), newText: added.map((one) => one + eol).join('') };
  const last = lines.count - 1;
  const end = { line: last, character: lines.line(last).length };
  return { range: at(end), newText: added.map((one) => eol + one).join('') };
}

/** What stands before a key that begins its line; undefined in a flow map. */
export function indentBefore({ lines }: Pick<YamlText, 'lines'>, { start }: TextRange): string | undefined {
  const before = lines.line(start.line).slice(0, start.character);
  return /^[ ]*$/.test(before) ? before : undefined;
}

export function within({ start, end }: TextRange, outer: TextRange): boolean {
  return !isBefore(start, outer.start) && !isBefore(outer.end, end);
}

function isOwn({ own }: YamlText, range: TextRange): boolean {
  return within(range, own);
}

/** A key whose value ends on the same line, so that the next line is free. */
function isOneLine({ keyRange, value }: ComposeEntry): boolean {
  const { start, end } = value.range;
  return value.type === 'scalar' && start.line === keyRange.start.line && end.line === keyRange.start.line;
}

function isSingleLine({ start, end }: TextRange): boolean {
  return start.line === end.line;
}

function isBefore(a: TextRange['start'], b: TextRange['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function at(position: TextRange['start']): TextRange {
  return { start: position, end: position };
}
