// Keeps what one view shows of a log, and what it looks for, up to date: in small slices of work, between everything else.

import { compileFilter, type LogFilter, type RowTests } from './filter/logFilter';
import { ShownRows } from './filter/shownRows';
import { FoldIndex } from './folding/foldIndex';
import type { LogBuffer } from './logBuffer';
import { rowLevel } from './rowLevel';
import { FindIndex } from './search/findIndex';
import { type TextMatcher, type TextQuery, textMatcher } from './search/textMatcher';

export interface ScanStatus {
  /** 0 to 1. */
  readonly scanned: number;
  readonly done: boolean;
  readonly failed?: string;
}

export interface FindStatus extends ScanStatus {
  readonly count: number;
  readonly stopped?: true;
}

export interface LogSearch {
  readonly matcher: TextMatcher;
  readonly index: FindIndex;
}

export interface LogScanListener {
  /** After each slice of work. */
  worked(): void;
  /** A row that was there looks different: lines were folded into it, or it matches after all. */
  changed(seq: number): void;
}

/** One slice of work; the host answers other things between two. */
const sliceMs = 5;
/** What may be done at once when rows come, so that they are shown at once. */
const atOnceMs = 3;
const stuckMessage = 'This expression takes too long on some line. Make it simpler.';

export class LogScan {
  readonly unfolded = new Set<number>();
  folding = true;
  shown: ShownRows;
  search: LogSearch | undefined;
  private folds: FoldIndex;
  private tests: RowTests;
  private query: TextQuery | undefined;
  private filterFailed: string | undefined;
  private searchEnd: { readonly failed: string } | 'stopped' | undefined;
  private pumping = false;
  private ended = false;

  constructor(
    private readonly buffer: LogBuffer,
    private readonly listener: LogScanListener,
  ) {
    this.tests = compileFilter({}, buffer);
    this.folds = this.createFolds();
    this.shown = this.createShown();
  }

  /** Call when rows were added. */
  grown(): void {
    if (!this.tests.isCostly) this.advance(atOnceMs);
    this.pump();
  }

  /** Call when all rows are gone. */
  cleared(): void {
    this.unfolded.clear();
    this.folds = this.createFolds();
    this.restart();
  }

  /** Throws a SyntaxError for an expression that is not valid. */
  setFilter(filter: LogFilter): void {
    this.tests = compileFilter(filter, this.buffer);
    this.restart();
  }

  setFolding(folding: boolean): void {
    this.folding = folding;
    this.restart();
  }

  /** Throws a SyntaxError for an expression that is not valid. */
  setQuery(query: TextQuery | undefined): void {
    if (query) textMatcher(query);
    this.query = query;
    this.startSearch();
    this.pump();
  }

  stopSearch(): void {
    if (this.isSearching) this.searchEnd = 'stopped';
  }

  get isSearching(): boolean {
    if (!this.search || this.searchEnd !== undefined || this.filterFailed !== undefined) return false;
    return this.search.index.scannedTo < this.buffer.endSeq;
  }

  get filterStatus(): ScanStatus {
    const failed = this.filterFailed;
    const { scannedTo } = this.shown;
    const done = failed !== undefined || scannedTo >= this.buffer.endSeq;
    return { scanned: this.share(scannedTo), done, ...(failed === undefined ? {} : { failed }) };
  }

  get findStatus(): FindStatus | undefined {
    if (!this.search) return undefined;
    const { hits, scannedTo } = this.search.index;
    const end = this.searchEnd;
    return {
      count: hits.end - hits.rank(this.buffer.firstSeq),
      scanned: this.share(scannedTo),
      done: !this.isSearching,
      ...(end === 'stopped' ? { stopped: true } : (end ?? {})),
    };
  }

  dispose(): void {
    this.ended = true;
  }

  private createFolds(): FoldIndex {
    return new FoldIndex(this.buffer, (seq) => {
      const chunk = this.buffer.chunkOf(seq);
      return chunk ? rowLevel(this.buffer, chunk, seq - chunk.firstSeq) : 'unknown';
    });
  }

  private createShown(): ShownRows {
    return new ShownRows(this.buffer, this.tests, this.folding, this.unfolded, {
      late: (seq) => {
        if (this.searchEnd === undefined) this.search?.index.retest(seq);
      },
      changed: (seq) => this.listener.changed(seq),
    });
  }

  private restart(): void {
    this.filterFailed = undefined;
    this.shown = this.createShown();
    this.startSearch();
    this.pump();
  }

  private startSearch(): void {
    this.search = undefined;
    this.searchEnd = undefined;
    if (!this.query || this.query.text === '') return;
    const matcher = textMatcher(this.query);
    this.search = { matcher, index: new FindIndex(this.buffer, this.shown, matcher) };
  }

  private share(scannedTo: number): number {
    const { firstSeq, endSeq } = this.buffer;
    return firstSeq === endSeq ? 1 : Math.min(1, Math.max(0, (scannedTo - firstSeq) / (endSeq - firstSeq)));
  }

  private advance(budgetMs: number): void {
    this.folds.scan(performance.now() + budgetMs);
    if (this.filterFailed !== undefined) return;
    if (!this.shown.scan(performance.now() + budgetMs, this.folds.scannedTo)) this.filterFailed = stuckMessage;
  }

  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    const turn = () => {
      if (this.ended) return;
      this.advance(sliceMs);
      if (this.isSearching && this.search?.index.scan(performance.now() + sliceMs) === false) {
        this.searchEnd = { failed: stuckMessage };
      }
      this.listener.worked();
      const behind = this.folds.scannedTo < this.buffer.endSeq || !this.filterStatus.done || this.isSearching;
      if (behind) setImmediate(turn);
      else this.pumping = false;
    };
    setImmediate(turn);
  }
}
