// The rows that pass a test, found in slices: serves both the filter and the find of a log.

import { boundedRun } from './boundedRun';
import type { LineTest } from './lineTest';
import type { LogBuffer } from './logBuffer';

/** One slice of work; the host answers other things between two. */
export const sliceMs = 6;
/** One slice that takes this long is stuck in an expression that would run for ever. */
const stuckMs = 400;
/** Rows between two looks at the clock. */
const stride = 128;

/**
 * Hits are numbered in order (ordinal), from the first ever found; numbers stay when old rows are dropped. `scan` goes on
 * where the last call ended, so calling it after each append keeps the index current.
 */
export class LineIndex {
  private hits = new Float64Array(1024);
  private length = 0;
  private head = 0;
  private droppedHits = 0;
  private nextSeq: number;

  constructor(
    private readonly buffer: LogBuffer,
    private readonly test: LineTest,
  ) {
    this.nextSeq = buffer.firstSeq;
  }

  /** Ordinal of the oldest hit that is still in the buffer. */
  get first(): number {
    this.dropOld();
    return this.droppedHits;
  }

  /** Ordinal that the next hit will get. */
  get end(): number {
    return this.droppedHits + this.length - this.head;
  }

  get scannedTo(): number {
    return this.nextSeq;
  }

  get isComplete(): boolean {
    return this.nextSeq >= this.buffer.endSeq;
  }

  /** Works for about `budgetMs`. Returns false when a test never came back: the index is then of no use. */
  scan(budgetMs: number = sliceMs): boolean {
    if (this.isComplete) return true;
    const work = () => this.work(performance.now() + budgetMs);
    if (this.test.mayHang) return boundedRun(work, stuckMs).finished;
    work();
    return true;
  }

  seqAt(ordinal: number): number | undefined {
    const i = this.head + ordinal - this.first;
    return ordinal >= this.first && i < this.length ? this.hits[i] : undefined;
  }

  /** Ordinal of the first hit at or after this row; `end` when there is none. */
  ordinalFrom(seq: number): number {
    this.dropOld();
    return this.droppedHits + this.search(seq) - this.head;
  }

  private work(until: number): void {
    this.nextSeq = Math.max(this.nextSeq, this.buffer.firstSeq);
    while (this.nextSeq < this.buffer.endSeq) {
      const chunk = this.buffer.chunkOf(this.nextSeq);
      if (!chunk) return;
      const end = chunk.firstSeq + chunk.count;
      if (this.test.chunk && !this.test.chunk(chunk)) {
        this.nextSeq = end;
      } else {
        const stop = Math.min(end, this.nextSeq + stride);
        for (; this.nextSeq < stop; this.nextSeq++) {
          if (this.test.row(chunk, this.nextSeq - chunk.firstSeq)) this.add(this.nextSeq);
        }
      }
      if (performance.now() >= until) return;
    }
  }

  private add(seq: number): void {
    if (this.length === this.hits.length) {
      this.dropOld();
      const kept = this.hits.subarray(this.head, this.length);
      const next = kept.length * 2 > this.hits.length ? new Float64Array(this.hits.length * 2) : this.hits;
      next.set(kept);
      this.length = kept.length;
      this.head = 0;
      this.hits = next;
    }
    this.hits[this.length++] = seq;
  }

  private dropOld(): void {
    const from = this.search(this.buffer.firstSeq);
    this.droppedHits += from - this.head;
    this.head = from;
  }

  // Index into `hits` of the first hit at or after `seq`.
  private search(seq: number): number {
    let low = this.head;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.hits[middle] ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
