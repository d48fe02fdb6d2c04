// The entries that a panel shows: those about its objects, as filtered, in rows whose positions hold still.

import { bareDetails, type EventEntry, type EventKind } from '../../model/eventEntry';
import type { EventFacets, EventFilters } from '../../protocol/events';
import type { Disposable } from '../../util/disposable';
import type { EventStore, StoreChange } from './eventStore';
import { SortedEntries } from './sortedEntries';

/** Epoch milliseconds; open where absent. The end is not in it. */
export interface TimeRange {
  readonly from?: number;
  readonly to?: number;
}

export interface ViewExtent {
  /** Counts up when positions mean other rows than before. */
  readonly epoch: number;
  readonly first: number;
  readonly end: number;
  /** Entries that pass the filter, whatever the time range. */
  readonly filtered: number;
  /** Entries about these objects, whatever the filter; noise aside. */
  readonly all: number;
  /** Noise about these objects. */
  readonly noise: number;
}

const noFilter: EventFilters = { kinds: [], actions: [], text: '', trouble: false, noise: false };

export class EventView implements Disposable {
  private readonly own = new SortedEntries();
  private readonly shown = new SortedEntries();
  private readonly kinds = new Map<EventKind, number>();
  private readonly actions = new Map<string, number>();
  private noise = 0;
  private epoch = 0;
  private filter = noFilter;
  private passes: (entry: EventEntry) => boolean = () => true;
  private range: TimeRange = {};
  private readonly listening: Disposable;

  /** `isAbout` must stay true of an entry of which it was true. `changed` is called for each change: gather them. */
  constructor(
    private readonly store: EventStore,
    private readonly isAbout: (entry: EventEntry) => boolean,
    private readonly changed: () => void,
  ) {
    this.passes = passerOf(this.filter);
    this.listening = store.onDidChange((change) => this.take(change));
    this.rebuild();
  }

  get extent(): ViewExtent {
    const { from, to } = this.range;
    const first = from === undefined ? this.shown.first : this.shown.positionAt(from);
    const end = to === undefined ? this.shown.end : this.shown.positionAt(to);
    return {
      ...{ epoch: this.epoch, first, end: Math.max(first, end) },
      ...{ filtered: this.shown.size, all: this.own.size - this.noise, noise: this.noise },
    };
  }

  get facets(): EventFacets {
    const most = <K>(counts: ReadonlyMap<K, number>) => [...counts].sort(([, a], [, b]) => b - a).slice(0, 60);
    return { kinds: most(this.kinds), actions: most(this.actions) };
  }

  /** What is shown, whatever the time range. */
  get entries(): readonly EventEntry[] {
    return this.shown.all;
  }

  /** Only what is in the extent; `from` may be later than asked for. */
  rows(from: number, count: number): { readonly from: number; readonly entries: readonly EventEntry[] } {
    const { first, end } = this.extent;
    const start = Math.max(from, first);
    return { from: start, entries: this.shown.slice(start, Math.min(start + count, end)) };
  }

  setFilter(filter: EventFilters): void {
    this.filter = filter;
    this.passes = passerOf(filter);
    this.refilter();
  }

  /** What is about these objects may have changed. */
  refresh(): void {
    this.rebuild();
  }

  setRange(range: TimeRange): void {
    this.range = range;
    this.changed();
  }

  /** Position of the entry with this number; undefined where it is not shown. */
  positionOf(seq: number): number | undefined {
    const entry = this.entry(seq);
    return entry && this.shown.positionOf(entry);
  }

  /** Position of the first entry at or after this time. */
  positionAt(ms: number): number {
    const { first, end } = this.extent;
    return Math.min(Math.max(this.shown.positionAt(ms), first), Math.max(first, end - 1));
  }

  entry(seq: number): EventEntry | undefined {
    return this.own.all.find((entry) => entry.seq === seq);
  }

  dispose(): void {
    this.listening.dispose();
  }

  private take(change: StoreChange): void {
    if (change.type === 'reset') {
      this.rebuild();
    } else if (change.type === 'dropped') {
      this.drop(change.entries);
    } else {
      if (!this.isAbout(change.entry)) return;
      this.own.insert(change.entry);
      this.count(change.entry, 1);
      if (this.passes(change.entry) && !this.shown.insert(change.entry)) this.epoch++;
    }
    this.changed();
  }

  /** The oldest of all have left, so that of these it is the oldest, too. */
  private drop(gone: readonly EventEntry[]): void {
    const left = new Set(gone.map(({ seq }) => seq));
    for (const list of [this.own, this.shown]) {
      let count = 0;
      while (left.has(list.at(list.first + count)?.seq ?? -1)) count++;
      for (const entry of list.shift(count)) if (list === this.own) this.count(entry, -1);
    }
  }

  private rebuild(): void {
    this.kinds.clear();
    this.actions.clear();
    this.noise = 0;
    const own = this.store.entries.all.filter((entry) => this.isAbout(entry));
    for (const entry of own) this.count(entry, 1);
    this.own.replace(own);
    this.refilter();
  }

  private refilter(): void {
    this.shown.replace(this.own.all.filter((entry) => this.passes(entry)));
    this.epoch++;
    this.changed();
  }

  private count({ kind, action, noise }: EventEntry, by: 1 | -1): void {
    if (noise) this.noise += by;
    bump(this.kinds, kind, by);
    bump(this.actions, action, by);
  }
}

function bump<K>(counts: Map<K, number>, key: K, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}

function passerOf({ kinds, actions, text, trouble, noise }: EventFilters): (entry: EventEntry) => boolean {
  const isOf = <T>(some: readonly T[], one: T) => some.length === 0 || some.includes(one);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 20);
  const eitherOf = (word: string) => word.split('|').filter(Boolean);
  const wanted = words.filter((word) => !word.startsWith('-') || word === '-').map(eitherOf);
  const unwanted = words.flatMap((word) => (word.startsWith('-') && word !== '-' ? eitherOf(word.slice(1)) : []));
  return (entry) => {
    if (entry.noise && !noise) return false;
    if (!isOf(kinds, entry.kind) || !isOf(actions, entry.action)) return false;
    if (trouble && entry.tone !== 'bad' && entry.tone !== 'warning') return false;
    if (words.length === 0) return true;
    const said = `${entry.name}\n${entry.kind}\n${entry.action}\n${entry.id}\n${bareDetails(entry)}`.toLowerCase();
    const says = (word: string) => said.includes(word);
    return wanted.every((either) => either.length === 0 || either.some(says)) && !unwanted.some(says);
  };
}
