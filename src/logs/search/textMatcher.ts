// Compiles what somebody looks for, to run it over a million lines: over the joined text of a chunk wherever possible.

import { plainLine } from '../cleanLine';
import type { LogChunk } from '../logChunk';
import { withoutLineEnds } from './withoutLineEnds';

export interface TextQuery {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** Wanted are the lines in which it is not found. */
  readonly inverse?: boolean;
}

/** A place in a line; counts UTF-16 units of the text without its colours. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextMatcher {
  /** An expression somebody typed, which may never come back: run it bounded. */
  readonly mayHang: boolean;
  /** Writes 1 for each row from `from` up to `to` (not included) that is wanted, 0 for each other. */
  mark(chunk: LogChunk, from: number, to: number, wanted: Uint8Array): void;
  row(plain: string): boolean;
  /** Where the query is found; nothing for an inverse one. */
  ranges(plain: string): TextRange[];
}

/** Throws a SyntaxError for an expression that is not valid. */
export function textMatcher(query: TextQuery): TextMatcher {
  const source = query.regex ? query.text : query.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  // With `m` a line end in the joined text counts as the end of a line; one line alone holds none.
  const flags = query.matchCase ? 'm' : 'im';
  const one = new RegExp(source, flags);
  const all = new RegExp(source, `${flags}g`);
  const inverse = query.inverse === true;
  const literal = !query.regex && query.matchCase ? query.text : undefined;
  const row = literal === undefined ? (plain: string) => one.test(plain) : (plain: string) => plain.includes(literal);
  const next = searcher(source, flags, literal);
  return {
    mayHang: query.regex,
    mark(chunk, from, to, wanted) {
      wanted.fill(inverse ? 1 : 0, from, to);
      const hit = inverse ? 0 : 1;
      const joined = next && chunk.plain();
      if (!joined) {
        for (let i = from; i < to; i++) if (row(plainLine(chunk.text(i)))) wanted[i] = hit;
        return;
      }
      const { text, starts } = joined;
      let i = from;
      for (let at = next(text, starts[from] ?? 0); at !== -1; at = next(text, starts[i] ?? 0)) {
        while ((starts[i + 1] ?? text.length + 1) <= at) i++;
        if (i >= to) return;
        wanted[i++] = hit;
        if (i >= to) return;
      }
    },
    row: (plain) => row(plain) !== inverse,
    ranges(plain) {
      const found: TextRange[] = [];
      if (inverse) return found;
      for (const match of plain.matchAll(all)) {
        // An expression may match nothing at all, as `a*` does: there is nothing to show then.
        if (match[0].length > 0) found.push({ start: match.index, end: match.index + match[0].length });
        if (found.length === maxRanges) break;
      }
      return found;
    },
  };
}

/** Ranges in one row. */
const maxRanges = 200;

/** Finds a place within the line of the next match in joined lines, or -1; undefined when lines must be asked one by one. */
function searcher(
  source: string,
  flags: string,
  literal: string | undefined,
): ((text: string, from: number) => number) | undefined {
  if (literal !== undefined) return literal.includes('\n') ? undefined : (text, from) => text.indexOf(literal, from);
  const safe = withoutLineEnds(source);
  if (safe === undefined) return undefined;
  const all = new RegExp(safe, `${flags}g`);
  return (text, from) => {
    all.lastIndex = from;
    // The end of a match lies in its line too; asking for no more spares an object per match.
    return all.test(text) ? all.lastIndex : -1;
  };
}
