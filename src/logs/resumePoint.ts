// Where reading a log stopped, so that it can go on later with nothing lost and nothing twice.

import { formatLogTime, parseLogTime } from './logTime';

/** Lines of several tasks arrive a little out of order; so much is read again and sorted out by time stamp. */
const overlapMs = 5000;

interface Last {
  time: string;
  /** Lines seen with exactly this time. */
  count: number;
}

/**
 * One writer is one stream of one container or task: only within it times never go back. A line without a time stamp
 * cannot be told from an earlier one and always counts as new.
 */
export class ResumePoint {
  private readonly last = new Map<string, Last>();
  private skip: Map<string, Last> | undefined;

  /** From where to read again: RFC 3339; undefined when nothing with a time was read yet. */
  since(): string | undefined {
    let newest: string | undefined;
    for (const { time } of this.last.values()) if (newest === undefined || time > newest) newest = time;
    const parsed = newest === undefined ? undefined : parseLogTime(newest);
    return parsed && formatLogTime({ ...parsed, ms: parsed.ms - overlapMs });
  }

  /** Call before reading again: what was seen up to here is known from now on. */
  resume(): void {
    this.skip = new Map([...this.last].map(([writer, last]) => [writer, { ...last }]));
  }

  /** True for a line that was seen before the last `resume`; notes the line otherwise. */
  isKnown(writer: string, time: string | undefined): boolean {
    if (time === undefined) return false;
    const known = this.skip?.get(writer);
    if (known) {
      // The engine writes all times in one form, UTC with nine digits, so their order is that of the text.
      if (time < known.time) return true;
      if (time === known.time && known.count > 0) {
        known.count--;
        return true;
      }
      if (time > known.time) this.skip?.delete(writer);
    }
    const last = this.last.get(writer);
    if (last?.time === time) last.count++;
    else if (!last || time > last.time) this.last.set(writer, { time, count: 1 });
    return false;
  }
}
