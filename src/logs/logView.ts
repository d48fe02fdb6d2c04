// A log as one view looks at it: rows by position, what is marked in them, and steps from one to another.

import type { LogLevel } from '../model/logLevel';
import { nextTurn } from '../util/nextTurn';
import { plainLine } from './cleanLine';
import type { LogFilter } from './filter/logFilter';
import { entryGist, entryHead, foldedRows } from './folding/entry';
import { LogBuffer, type LogLimits } from './logBuffer';
import type { BufferRow } from './logChunk';
import { type FindStatus, LogScan, type ScanStatus } from './logScan';
import { type FoundRow, isError, type StepDirection, stepByTest, stepInSet } from './logSteps';
import { parseLogTime } from './logTime';
import { type RowDetail, rowDetail } from './rowDetail';
import { rowLevel } from './rowLevel';
import { finder, type HighlightRange, type HighlightRule, highlighter } from './search/highlights';
import type { TextQuery, TextRange } from './search/textMatcher';

export interface ViewRow {
  readonly seq: number;
  readonly row: BufferRow;
  /** Of the entry that it belongs to. */
  readonly level: LogLevel;
  /** Where the search matches, in the text that is shown. */
  readonly marks: readonly TextRange[];
  /** What the highlight rules colour, in the text that is shown; later ones lie over earlier ones. */
  readonly highlights: readonly HighlightRange[];
  /** Lines that belong to this one: a stack trace. `gist`: what they say, where this line does not. */
  readonly fold?: { readonly lines: number; readonly unfolded: boolean; readonly gist?: string };
  /** First row of the entry that it belongs to. */
  readonly partOf?: number;
  /** It does not pass the filter, but stands beside a line that does. */
  readonly context?: true;
}

/** `position` belongs to `epoch`, which is a new one where an entry had to be unfolded to show the row. */
export interface Step extends FoundRow {
  readonly epoch: number;
  readonly position: number;
}

/** Which match it is, from 0, and how many are known so far. */
export interface MatchStep extends Step {
  readonly ordinal: number;
  readonly count: number;
}

/** Lines of an entry that are unfolded. */
const maxUnfolded = 2000;

/**
 * Positions number the rows that are shown, from the first ever; they hold until `epoch` changes. `onChange` is called
 * after each slice of work that may have changed something.
 */
export class LogView {
  epoch = 0;
  readonly buffer: LogBuffer;
  private readonly scan: LogScan;
  private highlight = highlighter([]);
  private staleSeq: number | undefined;
  private ended = false;

  constructor(
    private readonly onChange: () => void,
    limits?: LogLimits,
  ) {
    this.buffer = new LogBuffer(limits);
    this.scan = new LogScan(this.buffer, {
      worked: onChange,
      changed: (seq) => {
        this.staleSeq = Math.min(seq, this.staleSeq ?? seq);
      },
    });
  }

  /** Position of the oldest row. */
  get first(): number {
    return this.scan.shown.rows.rank(this.buffer.firstSeq);
  }

  /** Position that the next row will get. */
  get end(): number {
    return this.scan.shown.rows.end;
  }

  append(rows: readonly BufferRow[]): void {
    this.buffer.append(rows);
    this.scan.grown();
  }

  /** Forgets everything that was read; filter, search and highlights stay. */
  clear(): void {
    this.epoch++;
    this.buffer.clear();
    this.scan.cleared();
  }

  /** Shows what passes; `{}` shows all. Throws a SyntaxError for an expression that is not valid. */
  setFilter(filter: LogFilter): void {
    this.scan.setFilter(filter);
    this.epoch++;
  }

  get filterStatus(): ScanStatus {
    return this.scan.filterStatus;
  }

  /** Whether stack traces are folded into one entry; they are at first. */
  setFolding(folding: boolean): void {
    this.epoch++;
    this.scan.setFolding(folding);
  }

  /** Unfolds or folds the entry that this row belongs to. The position of its first line; undefined where it is dropped. */
  setUnfolded(seq: number, unfolded: boolean): number | undefined {
    const head = entryHead(this.buffer, seq);
    if (head === undefined) return undefined;
    if (unfolded) this.scan.unfolded.add(head);
    else this.scan.unfolded.delete(head);
    this.scan.shown.setUnfolded(head, foldedRows(this.buffer, head, maxUnfolded), unfolded);
    this.epoch++;
    this.onChange();
    return this.positionOf(head);
  }

  isUnfolded(seq: number): boolean {
    return this.scan.unfolded.has(entryHead(this.buffer, seq) ?? seq);
  }

  /** Throws a SyntaxError for a pattern that is not valid. Rows pulled before are marked as they were. */
  setHighlights(rules: readonly HighlightRule[]): void {
    this.highlight = highlighter(rules);
  }

  /**
   * At most `count` rows from this position on, or from the oldest where that is dropped. `textOf`: what is shown of a
   * line, if not its text, for the marks in it.
   */
  rows(
    from: number,
    count: number,
    textOf: (line: Extract<BufferRow, { type: 'line' }>) => string = ({ text }) => plainLine(text),
  ): { readonly from: number; readonly rows: readonly ViewRow[] } {
    const start = Math.max(from, this.first);
    const found: { readonly seq: number; readonly row: BufferRow }[] = [];
    for (let position = start; position < Math.min(start + count, this.end); position++) {
      const seq = this.seqAt(position);
      const row = seq === undefined ? undefined : this.buffer.row(seq);
      if (seq !== undefined && row) found.push({ seq, row });
    }
    const texts = found.map(({ row }) => (row.type === 'marker' ? undefined : textOf(row)));
    const { search } = this.scan;
    const marks = search && this.findStatus?.failed === undefined ? finder(search.matcher)(texts) : [];
    const highlights = this.highlight(texts);
    return {
      from: start,
      rows: found.map(({ seq, row }, i) => this.viewRow(seq, row, marks[i] ?? [], highlights[i] ?? [])),
    };
  }

  /** The row at a position of the present epoch. */
  seqAt(position: number): number | undefined {
    return this.scan.shown.rows.seqAt(position);
  }

  /** Of this row, or of the next one that is shown. */
  positionOf(seq: number): number {
    return Math.max(this.first, this.scan.shown.rows.rank(seq));
  }

  /** Of the first row that is not earlier than this RFC 3339 time, as they were read; `end` when all are earlier. */
  positionAt(time: string): number {
    const parsed = parseLogTime(time);
    const seq = parsed && this.buffer.seqAtTime(parsed);
    return seq === undefined ? this.end : this.positionOf(seq);
  }

  /** The oldest position whose row looks different since the last call: lines were folded into it, for example. */
  takeStale(): number | undefined {
    const seq = this.staleSeq;
    this.staleSeq = undefined;
    return seq === undefined ? undefined : this.positionOf(seq);
  }

  /** The row passes the filter, or is folded into one that does. */
  holds(seq: number): boolean {
    const chunk = this.buffer.chunkOf(seq);
    return chunk !== undefined && this.scan.shown.holds(chunk, seq - chunk.firstSeq);
  }

  /** The whole entry that this row belongs to; undefined where it is dropped. */
  detail(seq: number): RowDetail | undefined {
    return rowDetail(this.buffer, seq);
  }

  /** Starts a search, or ends it. Throws a SyntaxError for an expression that is not valid. */
  find(query: TextQuery | undefined): void {
    this.scan.setQuery(query);
  }

  /** Leaves the search with what it has found so far. */
  stopFind(): void {
    this.scan.stopSearch();
    this.onChange();
  }

  get findStatus(): FindStatus | undefined {
    return this.scan.findStatus;
  }

  /**
   * The match after or before a position (-1: from the beginning), going round at the ends; unfolds the entry that hides
   * it. Undefined where nothing matches, or when view or search were changed meanwhile.
   */
  async step(from: number, direction: StepDirection, signal?: AbortSignal): Promise<MatchStep | undefined> {
    const { search, shown } = this.scan;
    if (!search) return undefined;
    const { index } = search;
    const { hits } = index;
    const seq = this.stepFrom(from);
    const first = () => hits.rank(this.buffer.firstSeq);
    const isKnown = () =>
      direction === 'next' ? hits.rank(seq + 1) < hits.end : index.scannedTo >= seq && hits.rank(seq) > first();
    while (search === this.scan.search && this.scan.isSearching && !isKnown()) {
      await nextTurn();
      if (signal?.aborted || this.ended) return undefined;
    }
    const found = search === this.scan.search ? stepInSet(hits, first(), seq, direction) : undefined;
    if (!found) return undefined;
    if (!shown.rows.has(found.seq)) this.setUnfolded(found.seq, true);
    const { epoch } = this;
    const count = hits.end - first();
    return { ...found, epoch, position: this.positionOf(found.seq), ordinal: hits.rank(found.seq) - first(), count };
  }

  /** The error (or worse), or the marker, after or before a position; otherwise as `step`. */
  async stepTo(
    target: 'error' | 'marker',
    from: number,
    direction: StepDirection,
    signal?: AbortSignal,
  ): Promise<Step | undefined> {
    const { buffer } = this;
    const { shown } = this.scan;
    const seq = this.stepFrom(from);
    const found = await (target === 'marker'
      ? stepByTest(
          buffer,
          seq,
          direction,
          (chunk, i) => chunk.isMarker(i),
          ({ markers }) => markers === 0,
          signal,
        )
      : stepByTest(buffer, seq, direction, isError(buffer, shown), () => false, signal));
    if (!found || shown !== this.scan.shown || this.ended) return undefined;
    return { ...found, epoch: this.epoch, position: this.positionOf(found.seq) };
  }

  dispose(): void {
    this.ended = true;
    this.scan.dispose();
    this.buffer.clear();
  }

  private viewRow(
    seq: number,
    row: BufferRow,
    marks: readonly TextRange[],
    highlights: readonly HighlightRange[],
  ): ViewRow {
    const chunk = this.buffer.chunkOf(seq);
    if (!chunk) return { seq, row, level: 'unknown', marks, highlights };
    const i = seq - chunk.firstSeq;
    const { folding, unfolded, shown } = this.scan;
    const lines = folding ? chunk.foldedLines(i) : 0;
    const gist = lines > 0 ? entryGist(this.buffer, seq) : undefined;
    const fold = { lines, unfolded: unfolded.has(seq), ...(gist === undefined ? {} : { gist }) };
    const back = chunk.foldedBack(i);
    return {
      ...{ seq, row, level: rowLevel(this.buffer, chunk, i), marks, highlights },
      ...(lines > 0 ? { fold } : {}),
      ...(back > 0 ? { partOf: seq - back } : {}),
      ...(shown.isContext(seq) ? { context: true } : {}),
    };
  }

  /** The row that a step begins at; before the first, or behind the last, for a position beyond them. */
  private stepFrom(position: number): number {
    if (position < this.first) return this.buffer.firstSeq - 1;
    return this.seqAt(position) ?? this.buffer.endSeq;
  }
}
