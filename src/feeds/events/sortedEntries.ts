// Entries in the order of time, whose positions stay while entries come at the end and leave at the beginning.

import { compareNanos, type EventEntry, nanoToMs } from '../../model/eventEntry';

/** What came first stands first; of two at the same nanosecond the one that became known first. */
function compareEntries(a: EventEntry, b: EventEntry): number {
  return compareNanos(a.timeNano, b.timeNano) || a.seq - b.seq;
}

export class SortedEntries {
  private items: EventEntry[] = [];
  /** Position of the first entry; the ones before it have left. */
  private base = 0;

  get first(): number {
    return this.base;
  }

  get end(): number {
    return this.base + this.items.length;
  }

  get size(): number {
    return this.items.length;
  }

  get all(): readonly EventEntry[] {
    return this.items;
  }

  at(position: number): EventEntry | undefined {
    return this.items[position - this.base];
  }

  slice(from: number, to: number): readonly EventEntry[] {
    return this.items.slice(Math.max(0, from - this.base), Math.max(0, to - this.base));
  }

  /** False where it did not go to the end, so that positions behind it have moved. */
  insert(entry: EventEntry): boolean {
    const last = this.items.at(-1);
    if (!last || compareEntries(last, entry) <= 0) {
      this.items.push(entry);
      return true;
    }
    this.items.splice(
      this.firstIndex((other) => compareEntries(other, entry) > 0),
      0,
      entry,
    );
    return false;
  }

  /** Lets `count` leave at the beginning, and hands them back. */
  shift(count: number): readonly EventEntry[] {
    const gone = this.items.splice(0, count);
    this.base += gone.length;
    return gone;
  }

  /** Takes another content; positions go on behind the ones there were, so that none means two things. */
  replace(items: readonly EventEntry[]): void {
    this.base = this.end;
    this.items = [...items];
  }

  /** Position of the first entry at or after this instant, epoch milliseconds. */
  positionAt(ms: number): number {
    return this.base + this.firstIndex((entry) => nanoToMs(entry.timeNano) >= ms);
  }

  /** Position of this entry; undefined where it is not here. */
  positionOf(entry: EventEntry): number | undefined {
    const index = this.firstIndex((other) => compareEntries(other, entry) >= 0);
    return this.items[index]?.seq === entry.seq ? this.base + index : undefined;
  }

  /** The entries of one nanosecond. */
  atNano(timeNano: string): readonly EventEntry[] {
    const same: EventEntry[] = [];
    for (let i = this.firstIndex((entry) => compareNanos(entry.timeNano, timeNano) >= 0); ; i++) {
      const entry = this.items[i];
      if (entry?.timeNano !== timeNano) return same;
      same.push(entry);
    }
  }

  /** Index of the first entry of which this is true; it must be true of all behind it. */
  private firstIndex(isBehind: (entry: EventEntry) => boolean): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.items[middle];
      if (entry && isBehind(entry)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
