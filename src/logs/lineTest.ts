// What a line is tested for: a stream, a text, an expression. Compiled once, run a million times.

import type { LogStream } from '../model/logStream';
import { plainLine } from './cleanLine';
import type { LogChunk } from './logChunk';

export interface TextQuery {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
}

/** `chunk` may rule out a whole chunk; `row` decides on one row. */
export interface LineTest {
  /** An expression somebody typed, which may never come back: run it bounded. */
  readonly mayHang?: boolean;
  chunk?(chunk: LogChunk): boolean;
  row(chunk: LogChunk, index: number): boolean;
}

/** A compiled query; `ranges` are in the text without colours. */
export interface TextMatcher extends LineTest {
  ranges(plain: string): { readonly start: number; readonly end: number }[];
}

/** Markers pass every stream filter: they tell where lines may be missing. A TTY has one stream, which counts as stdout. */
export function streamTest(stream: LogStream): LineTest {
  return {
    row(chunk, index) {
      const own = chunk.stream(index);
      return own === undefined || own === stream || (stream === 'stdout' && own === 'tty');
    },
  };
}

/** Throws a SyntaxError for an expression that is not valid. */
export function textMatcher(query: TextQuery): TextMatcher {
  const source = query.regex ? query.text : query.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const flags = query.matchCase ? '' : 'i';
  const one = new RegExp(source, flags);
  const all = new RegExp(source, `${flags}g`);
  const literal = !query.regex && query.matchCase ? query.text : undefined;
  return {
    mayHang: query.regex,
    ...(literal === undefined ? {} : { chunk: (chunk: LogChunk) => chunk.hasColours || chunk.mayHold(literal) }),
    row(chunk, index) {
      const plain = plainLine(chunk.text(index));
      return literal === undefined ? one.test(plain) : plain.includes(literal);
    },
    ranges(plain) {
      const found: { start: number; end: number }[] = [];
      for (const match of plain.matchAll(all)) {
        // An expression may match nothing at all, as `a*` does: there is nothing to highlight then.
        if (match[0].length > 0) found.push({ start: match.index, end: match.index + match[0].length });
        if (found.length === maxRanges) break;
      }
      return found;
    },
  };
}

/** Highlights in one row. */
const maxRanges = 200;
