// All that is known to have happened, in order of time, nothing twice, and not more than fits.

import { type EventEntry, entrySize, isSameEvent } from '../../model/eventEntry';
import { Emitter, type Event } from '../../util/emitter';
import { SortedEntries } from './sortedEntries';

export type StoreChange =
  | { readonly type: 'added'; readonly entry: EventEntry }
  /** The oldest have left. */
  | { readonly type: 'dropped'; readonly entries: readonly EventEntry[] }
  | { readonly type: 'reset' };

export interface StoreLimits {
  readonly entries: number;
  /** Of these, what is noise: probes run by the dozen and must not push out what matters. */
  readonly noise: number;
  /** Roughly, in characters. */
  readonly size: number;
}

export const usualLimits: StoreLimits = { entries: 20_000, noise: 4000, size: 24_000_000 };

export class EventStore {
  readonly entries = new SortedEntries();
  private readonly emitter: Emitter<StoreChange>;
  private noise = 0;
  private size = 0;
  private lastSeq = 0;
  private droppedCount = 0;

  constructor(
    onError: (error: unknown) => void,
    private readonly limits: StoreLimits = usualLimits,
  ) {
    this.emitter = new Emitter(onError);
  }

  get onDidChange(): Event<StoreChange> {
    return this.emitter.event;
  }

  /** Entries that had to leave since the store was last emptied. */
  get dropped(): number {
    return this.droppedCount;
  }

  nextSeq(): number {
    return ++this.lastSeq;
  }

  /** False where it was known already. Costs no more than a look-up, however much is kept. */
  add(entry: EventEntry): boolean {
    if (this.entries.atNano(entry.timeNano).some((known) => isSameEvent(known, entry))) return false;
    this.entries.insert(entry);
    this.size += entrySize(entry);
    if (entry.noise) this.noise++;
    this.emitter.fire({ type: 'added', entry });
    this.trim();
    return true;
  }

  clear(): void {
    this.entries.replace([]);
    this.noise = 0;
    this.size = 0;
    this.droppedCount = 0;
    this.emitter.fire({ type: 'reset' });
  }

  // In steps of a twentieth, so that not every event moves the whole list.
  private trim(): void {
    const { entries, noise, size } = this.limits;
    if (this.noise > noise * 1.05) this.dropNoise(this.noise - noise);
    const over = this.entries.size - entries;
    if (over > entries * 0.05) this.drop(over);
    else if (this.size > size * 1.05) this.drop(Math.ceil(this.entries.size / 20));
  }

  private drop(count: number): void {
    const gone = this.entries.shift(count);
    for (const entry of gone) this.forget(entry);
    this.droppedCount += gone.length;
    this.emitter.fire({ type: 'dropped', entries: gone });
  }

  private dropNoise(count: number): void {
    let left = count;
    const kept: EventEntry[] = [];
    for (const entry of this.entries.all) {
      if (entry.noise && left > 0) {
        left--;
        this.forget(entry);
      } else kept.push(entry);
    }
    this.entries.replace(kept);
    this.emitter.fire({ type: 'reset' });
  }

  private forget(entry: EventEntry): void {
    this.size -= entrySize(entry);
    if (entry.noise) this.noise--;
  }
}
