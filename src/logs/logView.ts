// A log as one view looks at it: the buffer, the stream filter over it and the search in it, all in small slices of work.

import type { LogStream } from '../model/logStream';
import { boundedRun } from './boundedRun';
import { plainLine } from './cleanLine';
import { LineIndex } from './lineIndex';
import { type LineTest, streamTest, type TextMatcher, type TextQuery, textMatcher } from './lineTest';
import { LogBuffer, type LogLimits } from './logBuffer';
import type { BufferRow } from './logChunk';

export interface ViewRow {
  readonly row: BufferRow;
  /** Where the search matches, in the text without colours. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

export interface FindStatus {
  readonly count: number;
  /** 0 to 1. */
  readonly scanned: number;
  readonly done: boolean;
  readonly failed?: string;
}

/** For the highlights of one answer; what takes longer is shown without. */
const marksMs = 100;
const stuckMessage = 'This expression takes too long on some line. Make it simpler.';

/**
 * Positions number the rows that pass the filter, from the first ever; they hold until `epoch` changes. `onChange` is
 * called after each slice of work that changed something.
 */
export class LogView {
  epoch = 0;
  readonly buffer: LogBuffer;
  private filter: { readonly test: LineTest; readonly index: LineIndex } | undefined;
  private search: { readonly matcher: TextMatcher; readonly index: LineIndex; failed?: string } | undefined;
  private query: TextQuery | undefined;
  private pumping = false;
  private ended = false;

  constructor(
    private readonly onChange: () => void,
    limits?: LogLimits,
  ) {
    this.buffer = new LogBuffer(limits);
  }

  get first(): number {
    return this.filter ? this.filter.index.first : this.buffer.firstSeq;
  }

  get end(): number {
    return this.filter ? this.filter.index.end : this.buffer.endSeq;
  }

  append(rows: readonly BufferRow[]): void {
    this.buffer.append(rows);
    this.pump();
  }

  /** Forgets everything that was read; the filter and the search stay. */
  clear(): void {
    this.buffer.clear();
    this.epoch++;
    if (this.filter) this.filter = { test: this.filter.test, index: new LineIndex(this.buffer, this.filter.test) };
    this.startSearch();
  }

  /** Shows one stream only, or all. */
  setStream(stream: LogStream | undefined): void {
    this.epoch++;
    const test = stream === undefined ? undefined : streamTest(stream);
    this.filter = test && { test, index: new LineIndex(this.buffer, test) };
    this.startSearch();
    this.pump();
  }

  /** At most `count` rows from this position on, or from the oldest where that is dropped. */
  rows(from: number, count: number): { readonly from: number; readonly rows: readonly ViewRow[] } {
    const start = Math.max(from, this.first);
    const found: BufferRow[] = [];
    for (let position = start; position < Math.min(start + count, this.end); position++) {
      const seq = this.seqAt(position);
      const row = seq === undefined ? undefined : this.buffer.row(seq);
      if (row) found.push(row);
    }
    const marks = this.marks(found);
    return { from: start, rows: found.map((row, i) => ({ row, marks: marks[i] ?? [] })) };
  }

  /** Starts a search, or ends it. Throws a SyntaxError for an expression that is not valid. */
  find(query: TextQuery | undefined): void {
    if (query) textMatcher(query);
    this.query = query;
    this.startSearch();
    this.pump();
  }

  get findStatus(): FindStatus | undefined {
    if (!this.search) return undefined;
    const { index, failed } = this.search;
    const span = this.buffer.endSeq - this.buffer.firstSeq;
    const scanned = span === 0 ? 1 : Math.min(1, Math.max(0, (index.scannedTo - this.buffer.firstSeq) / span));
    return {
      count: index.end - index.first,
      scanned,
      done: failed !== undefined || index.isComplete,
      ...(failed === undefined ? {} : { failed }),
    };
  }

  /** The match after or before a position, going round at the end; undefined when nothing matches. */
  async step(
    from: number,
    direction: 'next' | 'previous',
  ): Promise<{ readonly position: number; readonly ordinal: number; readonly count: number } | undefined> {
    const search = this.search;
    while (search && !search.index.isComplete && !search.failed && !this.ended) await nextTurn();
    if (!search || search !== this.search) return undefined;
    const { index } = search;
    const { first, end } = index;
    if (first === end) return undefined;
    const seq =
      this.seqAt(Math.max(from, this.first)) ?? (from < this.first ? this.buffer.firstSeq : this.buffer.endSeq);
    let ordinal = index.ordinalFrom(seq);
    if (direction === 'previous') ordinal = ordinal - 1 < first ? end - 1 : ordinal - 1;
    else {
      if (index.seqAt(ordinal) === seq && from >= this.first) ordinal++;
      if (ordinal >= end) ordinal = first;
    }
    const hit = index.seqAt(ordinal);
    if (hit === undefined) return undefined;
    const position = this.filter ? this.filter.index.ordinalFrom(hit) : hit;
    return { position, ordinal: ordinal - first, count: end - first };
  }

  dispose(): void {
    this.ended = true;
    this.buffer.clear();
  }

  private seqAt(position: number): number | undefined {
    if (this.filter) return this.filter.index.seqAt(position);
    return position >= this.buffer.firstSeq && position < this.buffer.endSeq ? position : undefined;
  }

  private marks(rows: readonly BufferRow[]): ViewRow['marks'][] {
    const search = this.search;
    if (!search || search.failed) return [];
    const marks: ViewRow['marks'][] = [];
    const work = () => {
      for (const row of rows) marks.push(row.type === 'marker' ? [] : search.matcher.ranges(plainLine(row.text)));
    };
    if (search.matcher.mayHang) boundedRun(work, marksMs);
    else work();
    return marks;
  }

  private startSearch(): void {
    this.search = undefined;
    if (!this.query || this.query.text === '') return;
    const matcher = textMatcher(this.query);
    const filter = this.filter?.test;
    const test: LineTest = {
      mayHang: this.query.regex,
      chunk: (chunk) => matcher.chunk?.(chunk) ?? true,
      row: (chunk, i) => !chunk.isMarker(i) && (filter?.row(chunk, i) ?? true) && matcher.row(chunk, i),
    };
    this.search = { matcher, index: new LineIndex(this.buffer, test) };
  }

  // Works in slices until filter and search have caught up, and lets everything else happen in between.
  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    const turn = () => {
      if (this.ended) return;
      this.filter?.index.scan();
      const search = this.search;
      if (search && !search.failed && !search.index.scan()) search.failed = stuckMessage;
      this.onChange();
      const behind =
        (this.filter && !this.filter.index.isComplete) ||
        (this.search && !this.search.failed && !this.search.index.isComplete);
      if (behind) setImmediate(turn);
      else this.pumping = false;
    };
    setImmediate(turn);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
