// The lines in which something is found, among those that a view shows: in slices, as far as its filter has come.

import { boundedRun } from '../boundedRun';
import { plainLine } from '../cleanLine';
import { type ShownRows, stuckMs } from '../filter/shownRows';
import type { LogBuffer } from '../logBuffer';
import { chunkRows, type LogChunk } from '../logChunk';
import { RowSet } from '../rowSet';
import type { TextMatcher } from './textMatcher';

/** Lines that are folded into an entry are looked at too; markers are not. */
export class FindIndex {
  readonly hits: RowSet;
  private readonly wanted = new Uint8Array(chunkRows);
  private nextSeq: number;

  constructor(
    private readonly buffer: LogBuffer,
    private readonly shown: ShownRows,
    readonly matcher: TextMatcher,
  ) {
    this.nextSeq = buffer.firstSeq;
    this.hits = new RowSet(buffer.firstSeq);
  }

  get scannedTo(): number {
    return this.nextSeq;
  }

  /** Works until that time, as far as it is known which rows are shown. False when an expression never came back. */
  scan(until: number): boolean {
    if (this.nextSeq >= this.shown.scannedTo) return true;
    if (this.matcher.mayHang) return boundedRun(() => this.work(until), stuckMs).finished;
    this.work(until);
    return true;
  }

  /** Looks again at a row that is shown late, and at what is folded into it. */
  retest(seq: number): void {
    const chunk = this.buffer.chunkOf(seq);
    if (!chunk || seq >= this.nextSeq) return;
    this.retestRow(chunk, seq - chunk.firstSeq);
    let left = chunk.foldedLines(seq - chunk.firstSeq);
    for (let row = seq + 1; left > 0 && row < this.nextSeq; row++) {
      const own = this.buffer.chunkOf(row);
      if (!own) return;
      if (own.foldedBack(row - own.firstSeq) !== row - seq) continue;
      left--;
      this.retestRow(own, row - own.firstSeq);
    }
  }

  private retestRow(chunk: LogChunk, i: number): void {
    const test = () => {
      if (this.matcher.row(plainLine(chunk.text(i)))) this.hits.add(chunk.firstSeq + i);
    };
    if (chunk.isMarker(i) || !this.shown.holds(chunk, i)) return;
    if (this.matcher.mayHang) boundedRun(test, stuckMs);
    else test();
  }

  private work(until: number): void {
    const { buffer, shown, wanted } = this;
    this.hits.dropBefore(buffer.firstSeq);
    this.nextSeq = Math.max(this.nextSeq, buffer.firstSeq);
    while (this.nextSeq < shown.scannedTo) {
      const chunk = buffer.chunkOf(this.nextSeq);
      if (!chunk) return;
      const from = this.nextSeq - chunk.firstSeq;
      const end = Math.min(chunk.count, shown.scannedTo - chunk.firstSeq);
      this.matcher.mark(chunk, from, end, wanted);
      for (let i = from; i < end; i++) {
        if (wanted[i] === 1 && !chunk.isMarker(i) && shown.holds(chunk, i)) this.hits.add(chunk.firstSeq + i);
      }
      this.nextSeq = chunk.firstSeq + end;
      if (performance.now() >= until) return;
    }
  }
}
