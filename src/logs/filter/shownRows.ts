// The rows that pass a filter, with the lines around them, folded to entries: found in slices, in the order of the log.

import { boundedRun } from '../boundedRun';
import type { LogBuffer } from '../logBuffer';
import { chunkRows, type LogChunk } from '../logChunk';
import { RowSet } from '../rowSet';
import type { RowTests } from './logFilter';

/** One slice that takes this long is stuck in an expression that would run for ever. */
export const stuckMs = 400;
/** Rows between two looks at the clock. */
const stride = 32;

export interface ShownRowsListener {
  /** This row is shown, although the scan had passed it. */
  late(seq: number): void;
  /** This row was shown already and looks different now: lines were folded into it, or it matches after all. */
  changed(seq: number): void;
}

/**
 * A line of a folded entry is shown when the entry is unfolded; where the entry's first line does not pass, a line that
 * does stands for itself, or brings the first line in as long as nothing was shown after it: so what is shown is only
 * ever added to at its end, and positions hold.
 */
export class ShownRows {
  readonly rows: RowSet;
  private readonly context: RowSet;
  private readonly wanted = new Uint8Array(chunkRows);
  /** Entries that did not pass, the newest `before` of them: the context of a match to come. */
  private recent: number[] = [];
  private afterLeft = 0;
  private newest = -1;
  private nextSeq: number;

  constructor(
    private readonly buffer: LogBuffer,
    private readonly tests: RowTests,
    private readonly folding: boolean,
    private readonly unfolded: ReadonlySet<number>,
    private readonly listener: ShownRowsListener,
  ) {
    this.nextSeq = buffer.firstSeq;
    this.rows = new RowSet(buffer.firstSeq);
    this.context = new RowSet(buffer.firstSeq);
  }

  get scannedTo(): number {
    return this.nextSeq;
  }

  /** It does not match, but stands beside one that does. */
  isContext(seq: number): boolean {
    return this.context.has(seq);
  }

  /** The row, or the entry it is folded into, is shown. */
  holds(chunk: LogChunk, i: number): boolean {
    const seq = chunk.firstSeq + i;
    if (this.rows.has(seq)) return true;
    const back = this.folding ? chunk.foldedBack(i) : 0;
    return back > 0 && this.rows.has(seq - back) && this.tests.place(chunk, i);
  }

  /** Works until that time, up to the row `to` (not included). False when an expression never came back. */
  scan(until: number, to: number): boolean {
    if (this.nextSeq >= to) return true;
    if (this.tests.mayHang) return boundedRun(() => this.work(until, to), stuckMs).finished;
    this.work(until, to);
    return true;
  }

  /** Shows or hides the lines of an entry that the scan has passed. */
  setUnfolded(head: number, lines: readonly number[], unfolded: boolean): void {
    if (!this.folding || !this.rows.has(head)) return;
    for (const seq of lines) {
      if (seq >= this.nextSeq) continue;
      const chunk = this.buffer.chunkOf(seq);
      if (!unfolded) this.rows.delete(seq);
      else if (chunk && this.tests.place(chunk, seq - chunk.firstSeq)) this.show(seq, false);
    }
  }

  private work(until: number, to: number): void {
    const { buffer, tests } = this;
    this.rows.dropBefore(buffer.firstSeq);
    this.context.dropBefore(buffer.firstSeq);
    this.nextSeq = Math.max(this.nextSeq, buffer.firstSeq);
    while (this.nextSeq < to) {
      const chunk = buffer.chunkOf(this.nextSeq);
      if (!chunk) return;
      const from = this.nextSeq - chunk.firstSeq;
      const end = Math.min(chunk.count, to - chunk.firstSeq);
      tests.text?.mark(chunk, from, end, this.wanted);
      for (let i = from; i < end; i++) {
        this.look(chunk, i);
        this.nextSeq++;
        if (this.nextSeq % stride === 0 && performance.now() >= until) return;
      }
      if (performance.now() >= until) return;
    }
  }

  private look(chunk: LogChunk, i: number): void {
    const { tests } = this;
    const seq = chunk.firstSeq + i;
    if (chunk.isMarker(i)) {
      this.show(seq, false);
      return;
    }
    if (!tests.place(chunk, i)) return;
    const passes = (!tests.text || this.wanted[i] === 1) && tests.entry(chunk, i);
    const back = this.folding ? chunk.foldedBack(i) : 0;
    if (back > 0) this.lookAtFolded(seq, seq - back, passes);
    else if (passes) this.showMatch(seq);
    else if (this.afterLeft > 0) {
      this.afterLeft--;
      this.show(seq, true);
    } else if (tests.before > 0) {
      this.recent.push(seq);
      if (this.recent.length > tests.before) this.recent.shift();
    }
  }

  private lookAtFolded(seq: number, head: number, passes: boolean): void {
    if (!passes && !this.rows.has(head)) return;
    if (!this.rows.has(head)) {
      if (this.newest >= head || !this.mayShow(head)) {
        this.showMatch(seq);
        return;
      }
      this.recent = this.recent.filter((row) => row < head);
      this.showMatch(head);
    } else {
      if (passes && this.context.delete(head)) this.afterLeft = this.tests.after;
      this.listener.changed(head);
    }
    if (this.unfolded.has(head)) this.show(seq, false);
  }

  private mayShow(seq: number): boolean {
    const chunk = this.buffer.chunkOf(seq);
    return chunk !== undefined && this.tests.place(chunk, seq - chunk.firstSeq);
  }

  private showMatch(seq: number): void {
    for (const before of this.recent) if (before < seq) this.show(before, true);
    this.show(seq, false);
    this.afterLeft = this.tests.after;
  }

  private show(seq: number, asContext: boolean): void {
    this.rows.add(seq);
    // Nothing is shown before what is shown already, also no context.
    if (this.recent.length > 0) this.recent = this.recent.filter((row) => row > seq);
    if (asContext) this.context.add(seq);
    this.newest = Math.max(this.newest, seq);
    if (seq < this.nextSeq) this.listener.late(seq);
  }
}
