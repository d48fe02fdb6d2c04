// Where the reading of one container or task stopped, so that it goes on with nothing lost and nothing twice.

import type { LogEntry } from '../../engine/engine';

/** More than this is not held back while the last known line is looked for: then it is gone. */
const mostHeld = 100_000;

/**
 * One writer is one container or task: the engine gives its lines always in the same order, so that the last known line
 * alone says where to go on. It is known by its time, to the nanosecond, and where several lines have that same time, by
 * their number. Lines count as earlier or later than it only where it is not found: clocks are set back.
 */
export class WriterCursor {
  private lastTime: string | undefined;
  /** Lines in a row with exactly that time. */
  private count = 0;
  private seeking = false;
  /** While seeking: how many of these have come again, how many lines in all, and at most. */
  private seen = 0;
  private lines = 0;
  private limit = 0;
  /** Later than the last known line, which has not come yet. */
  private held: LogEntry[] = [];

  /** RFC 3339, as the engine wrote it; undefined as long as no line with a time is known. */
  get last(): string | undefined {
    return this.lastTime;
  }

  /** The last known line was asked for and has not come yet. */
  get isSeeking(): boolean {
    return this.seeking;
  }

  get isHolding(): boolean {
    return this.held.length > 0;
  }

  /** Before reading again. `tail`: how many lines the engine was asked for; Infinity for all since the last known one. */
  resume(tail: number): void {
    this.seeking = this.lastTime !== undefined;
    this.seen = 0;
    this.lines = 0;
    this.held = [];
    this.limit = tail;
  }

  /**
   * Puts a new line into `fresh`. False when the last known line is older than all that was asked for. A line without a
   * time cannot be told from an earlier one and counts as new.
   */
  take(entry: LogEntry, fresh: LogEntry[]): boolean {
    if (this.seeking) return this.seek(entry, fresh);
    this.note(entry.time);
    fresh.push(entry);
    return true;
  }

  /** The last known line will not come: what was held back is new, and something may be missing before it. */
  giveUp(fresh: LogEntry[]): void {
    this.seeking = false;
    for (const entry of this.held) {
      this.note(entry.time);
      fresh.push(entry);
    }
    this.held = [];
  }

  private seek(entry: LogEntry, fresh: LogEntry[]): boolean {
    const { time } = entry;
    this.lines++;
    if (time === this.lastTime) {
      this.seen++;
      this.held = [];
      this.seeking = this.seen < this.count;
      return true;
    }
    if (this.seen > 0) {
      this.seeking = false;
      return this.take(entry, fresh);
    }
    if (this.lines >= this.limit || this.held.length >= mostHeld) return false;
    // The engine writes all times in one form, UTC with nine digits, so their order is that of the text.
    if (time === undefined || time > (this.lastTime ?? '')) this.held.push(entry);
    return true;
  }

  private note(time: string | undefined): void {
    if (time === undefined) return;
    if (time === this.lastTime) this.count++;
    else {
      this.lastTime = time;
      this.count = 1;
    }
  }
}
