// The rows of the log that the view holds, and how they follow what the host has: nothing that is read moves by itself.

import type { LogExtent, LogRow, LogsContract } from '../../src/protocol/logs';
import type { Host } from '../shared/hostRpc';
import { createRowCache } from '../shared/rowCache';
import type { VirtualRows } from '../shared/virtualRows';
import type { LogsPlace } from './logsLook';

export const noExtent: LogExtent = { epoch: -1, first: 0, end: 0, lines: 0, dropped: 0, restarts: 0 };

export interface LogRowsDoor {
  readonly host: Host<LogsContract>;
  list(): VirtualRows | null;
  /** Something is to be drawn anew; resolves when it is. */
  changed(): Promise<unknown>;
  fail(error: unknown): void;
}

/** What stays where it is while the rows around it change. */
interface Anchor {
  readonly at: { readonly seq: number } | { readonly at: string } | { readonly position: number };
  /** Rows between the top of the view and it. */
  readonly offset: number;
  readonly isCurrent: boolean;
}

export class LogRows {
  /** What is shown. */
  extent: LogExtent = noExtent;
  /** What the host has: not shown yet while paused, or while its rows are on their way. */
  latest: LogExtent = noExtent;
  private paused = false;
  private syncing = false;
  private toldNewest = 0;
  private place: LogsPlace | undefined;
  /** What was read when a filter left nothing to stay at. */
  private kept: Anchor | undefined;
  /** A row to go to, once its epoch is shown. */
  private goal: { readonly epoch: number; readonly position: number } | undefined;
  private readonly cache = createRowCache<LogRow>(
    (params) => this.door.host.request('rows', params),
    () => void this.door.changed(),
  );

  constructor(private readonly door: LogRowsDoor) {}

  get isPaused(): boolean {
    return this.paused;
  }

  /** Lines that came while paused. */
  get behind(): number {
    return this.paused && this.latest.epoch === this.extent.epoch ? this.latest.end - this.extent.end : 0;
  }

  /** With a marker on top where older lines have been dropped, which is no row of the host. */
  get first(): number {
    return this.extent.first - (this.extent.dropped > 0 ? 1 : 0);
  }

  isDroppedMarker(position: number): boolean {
    return this.extent.dropped > 0 && position === this.extent.first - 1;
  }

  row(position: number): LogRow | undefined {
    return this.isDroppedMarker(position) ? undefined : this.cache.row(position);
  }

  /** Where reading is to go on, once there are rows. */
  restore(place: LogsPlace | undefined): void {
    // A host that begins anew knows nothing of what it was told.
    this.toldNewest = 0;
    this.place = place?.following === false ? place : undefined;
  }

  /** `newest`: the last rows of it, where they came along. */
  take(extent: LogExtent, newest?: { readonly from: number; readonly rows: readonly LogRow[] }): void {
    this.latest = extent;
    if (extent.stale !== undefined && extent.epoch === this.extent.epoch) void this.refresh();
    if (newest) this.cache.put({ epoch: extent.epoch, ...newest });
    void this.sync();
  }

  /** Puts a row into the middle and chooses it, unless it is in sight. */
  goTo(goal: { readonly epoch: number; readonly position: number }): void {
    if (goal.epoch === this.extent.epoch) this.door.list()?.showInMiddle(goal.position);
    else if (goal.epoch > this.extent.epoch) this.goal = goal;
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.tellNewest();
    if (!paused) void this.sync();
  }

  /** What follows the newest rows gets them with the word that they are there: a way to the host and back less. */
  tellNewest(): void {
    const list = this.door.list();
    const rows = list?.following && !this.paused ? Math.min(list.pageRows + 2, mostNewest) : 0;
    if (rows === this.toldNewest) return;
    this.toldNewest = rows;
    this.door.host.request('setNewest', { rows }).catch((error: unknown) => this.door.fail(error));
  }

  /** Also fetches what lies around, for who scrolls on; not for who follows, whose next rows come unasked. */
  async need(from: number, to: number): Promise<void> {
    try {
      await this.within(from, to);
      if (this.door.list()?.following === false) await this.within(from - rowsAhead, to + rowsAhead);
    } catch (error) {
      this.door.fail(error);
    }
  }

  private within(from: number, to: number): Promise<void> {
    const { extent, latest } = this;
    const first = latest.epoch === extent.epoch ? latest.first : extent.first;
    return this.cache.need(Math.max(first, from), Math.min(Math.max(extent.end, latest.end), to));
  }

  /** The same rows look different from now on: other matches, other highlights. */
  async refresh(): Promise<void> {
    this.cache.refresh();
    const list = this.door.list();
    if (list) await this.need(Math.floor(list.top), Math.min(this.extent.end, Math.ceil(list.top) + list.pageRows + 1));
  }

  // Rows are pulled first and shown then, so that nothing flickers.
  private async sync(): Promise<void> {
    if (this.syncing) return;
    this.syncing = true;
    try {
      while (this.extent !== this.latest) {
        if (this.latest.epoch !== this.extent.epoch) {
          // What is shown stays until the filter has found something, or nothing.
          if (this.latest.filtered !== undefined && this.latest.end === this.latest.first) break;
          await this.adopt();
        } else if (this.paused) break;
        else await this.advance();
      }
    } catch (error) {
      this.door.fail(error);
    } finally {
      this.syncing = false;
    }
  }

  private async advance(): Promise<void> {
    const next = this.latest;
    const list = this.door.list();
    if (next.end > next.first) {
      this.kept = undefined;
      this.place = undefined;
    }
    this.tellNewest();
    if (list?.following) await this.need(Math.max(next.first, next.end - list.pageRows - 1), next.end);
    else if (list && list.top < next.first) await this.need(next.first, next.first + list.pageRows + 1);
    if (next.epoch !== this.latest.epoch) return;
    this.extent = next;
    list?.setExtent(this.first, next.end);
    await this.door.changed();
  }

  /** Other rows, or the same ones in other places: what is being read keeps its place on the screen. */
  private async adopt(): Promise<void> {
    const { host } = this.door;
    const { epoch } = this.latest;
    const anchor = this.anchor() ?? (this.door.list()?.following === false ? this.kept : undefined);
    const sought = anchor?.at ?? this.current();
    const located = sought && !('position' in sought) ? await host.request('locate', sought) : undefined;
    if (this.latest.epoch !== epoch || (located && located.extent.epoch !== epoch)) return;
    // Newer than what this began with: the row is in it.
    if (located) this.latest = located.extent;
    const position = sought && 'position' in sought ? sought.position : located?.position;
    const { first, end } = this.latest;
    const page = (this.door.list()?.pageRows ?? firstRows) + 2;
    const top = position !== undefined && anchor ? position - anchor.offset : end - page;
    const from = Math.max(first, Math.min(Math.floor(top), end - page));
    const answer = end > first ? await host.request('rows', { epoch, from, count: page }) : { epoch, from, rows: [] };
    if (answer.epoch !== this.latest.epoch) return;
    this.place = end > first ? undefined : this.place;
    this.kept = end > first ? undefined : anchor;
    this.cache.restart(epoch, answer);
    this.extent = this.latest;
    await this.door.changed();
    const list = this.door.list();
    list?.reset(this.first, this.extent.end, anchor === undefined && this.place === undefined, top);
    if (this.goal?.epoch === epoch) {
      list?.showInMiddle(this.goal.position);
      this.goal = undefined;
      return;
    }
    const wasChosen = anchor?.isCurrent ?? sought !== undefined;
    if (list && wasChosen && position !== undefined && position < this.extent.end) list.moveCurrent(position);
  }

  private anchor(): Anchor | undefined {
    const list = this.door.list();
    const { place } = this;
    if (place) {
      if (place.session !== '' && place.epoch === this.latest.epoch) {
        return { at: { position: place.top }, offset: 0, isCurrent: false };
      }
      return place.at === undefined ? undefined : { at: { at: place.at }, offset: 0, isCurrent: false };
    }
    if (!list || list.following) return undefined;
    const { current, top, pageRows } = list;
    const isCurrent = current !== undefined && current >= Math.floor(top) && current <= top + pageRows;
    const position = isCurrent ? current : Math.ceil(top);
    const row = this.row(position);
    return row && { at: { seq: row.seq }, offset: position - top, isCurrent };
  }

  /** The row that was chosen, while the newest are followed. */
  private current(): { readonly seq: number } | undefined {
    const current = this.door.list()?.current;
    const row = current === undefined ? undefined : this.row(current);
    return row && { seq: row.seq };
  }
}

/** Before the height is known. */
const firstRows = 60;
/** A page of more is pulled. */
const mostNewest = 200;
/** A few turns of the wheel. */
const rowsAhead = 80;
