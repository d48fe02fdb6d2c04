// What a view of a log shows, as plain data, and the tests that it is compiled to.

import { maxContext } from '../../model/logChoice';
import type { LogLevel } from '../../model/logLevel';
import type { LogStream } from '../../model/logStream';
import type { LogBuffer } from '../logBuffer';
import type { LogChunk } from '../logChunk';
import { compareLogTime, type LogTime, parseLogTime } from '../logTime';
import { levels } from '../recognise/level';
import { rowLevel } from '../rowLevel';
import { type TextMatcher, type TextQuery, textMatcher } from '../search/textMatcher';
import { type FieldCondition, fieldTest } from './fieldCondition';

/** All that is given must hold. Markers are always shown: they tell where lines may be missing. */
export interface LogFilter {
  /** Lines around each match are shown too. */
  readonly text?: TextQuery & { readonly before?: number; readonly after?: number };
  readonly levels?: LevelFilter;
  /** A TTY has one stream, which counts as stdout. */
  readonly streams?: readonly ('stdout' | 'stderr')[];
  readonly hiddenSources?: readonly number[];
  /** RFC 3339, both included. A line without a time passes: it cannot be known. */
  readonly from?: string;
  readonly to?: string;
  readonly fields?: readonly FieldCondition[];
}

export type LevelFilter =
  | { readonly minimum: Exclude<LogLevel, 'unknown'>; readonly unknown: boolean }
  | { readonly only: readonly LogLevel[] };

/** A filter, ready to run. Rows are looked at one by one, in order. */
export interface RowTests {
  readonly before: number;
  readonly after: number;
  /** Runs somebody's expression, which may never come back: run it bounded. */
  readonly mayHang: boolean;
  /** Reads more of a row than its first character. */
  readonly isCostly: boolean;
  /** Where and when a line was written. What fails here is not even shown as context. */
  place(chunk: LogChunk, i: number): boolean;
  /** What stands in it; for markers it means nothing. */
  readonly text: TextMatcher | undefined;
  /** What its entry is about. */
  entry(chunk: LogChunk, i: number): boolean;
}

/** Throws a SyntaxError for an expression that is not valid. */
export function compileFilter(filter: LogFilter, buffer: LogBuffer): RowTests {
  const text = filter.text && filter.text.text !== '' ? filter.text : undefined;
  const place = [...streamTests(filter), ...sourceTests(filter), ...timeTests(filter)];
  const fields = (filter.fields ?? []).map(fieldTest);
  const entry = [
    ...levelTests(filter.levels, buffer),
    ...fields.map((test) => (chunk: LogChunk, i: number) => test(headText(buffer, chunk, i))),
  ];
  return {
    before: text ? Math.min(maxContext, text.before ?? 0) : 0,
    after: text ? Math.min(maxContext, text.after ?? 0) : 0,
    mayHang: text?.regex === true || (filter.fields ?? []).some(({ op }) => op === '~'),
    isCostly: text !== undefined || entry.length > 0,
    place: (chunk, i) => place.every((test) => test(chunk, i)),
    text: text && textMatcher(text),
    entry: (chunk, i) => entry.every((test) => test(chunk, i)),
  };
}

type RowTest = (chunk: LogChunk, i: number) => boolean;

function streamTests({ streams }: LogFilter): RowTest[] {
  if (!streams) return [];
  const shown = new Set<LogStream>(streams);
  if (shown.has('stdout')) shown.add('tty');
  return [
    (chunk, i) => {
      const stream = chunk.stream(i);
      return stream === undefined || shown.has(stream);
    },
  ];
}

function sourceTests({ hiddenSources }: LogFilter): RowTest[] {
  if (!hiddenSources || hiddenSources.length === 0) return [];
  const hidden = new Set(hiddenSources);
  return [
    (chunk, i) => {
      const source = chunk.source(i);
      return source === undefined || !hidden.has(source);
    },
  ];
}

function timeTests({ from, to }: LogFilter): RowTest[] {
  const time = (chunk: LogChunk, i: number): LogTime | undefined => {
    const ms = chunk.timeMs(i);
    return Number.isNaN(ms) ? undefined : { ms, nanos: chunk.timeNanos(i) };
  };
  const tests: RowTest[] = [];
  const begin = from === undefined ? undefined : parseLogTime(from);
  const end = to === undefined ? undefined : parseLogTime(to);
  if (begin) {
    tests.push((chunk, i) => {
      const own = time(chunk, i);
      return !own || compareLogTime(own, begin) >= 0;
    });
  }
  if (end) {
    tests.push((chunk, i) => {
      const own = time(chunk, i);
      return !own || compareLogTime(own, end) <= 0;
    });
  }
  return tests;
}

function levelTests(filter: LevelFilter | undefined, buffer: LogBuffer): RowTest[] {
  if (!filter) return [];
  const shown = new Set<LogLevel>(
    'only' in filter
      ? filter.only
      : [...levels.slice(levels.indexOf(filter.minimum)), ...(filter.unknown ? (['unknown'] as const) : [])],
  );
  if (shown.size === levels.length) return [];
  return [(chunk, i) => shown.has(rowLevel(buffer, chunk, i))];
}

/** The first line of the entry that the row belongs to: it is where fields stand. */
function headText(buffer: LogBuffer, chunk: LogChunk, i: number): string {
  const back = chunk.foldedBack(i);
  if (back <= i) return chunk.text(i - back);
  return buffer.row(chunk.firstSeq + i - back)?.text ?? chunk.text(i);
}
