// Which event is chosen, and all that is known of it: by a row of the list, a mark of the timeline, or a step.

import type { EventCommand, EventDetail, EventExtent, EventRow, EventsContract } from '../../src/protocol/events';
import type { Host } from '../shared/hostRpc';
import type { VirtualRows } from '../shared/virtualRows';

export interface EventChoiceDoor {
  readonly host: Pick<Host<EventsContract>, 'request'>;
  list(): VirtualRows | null;
  row(position: number): EventRow | undefined;
  /** Makes sure that these rows are here. */
  need(from: number, to: number): Promise<void>;
  shown(): EventExtent;
  /** Something is to be drawn anew. */
  changed(): void;
  /** Shows what fails. */
  attempt(work: () => Promise<unknown>): Promise<void>;
}

export class EventChoice {
  selected: EventRow | undefined;
  detail: EventDetail | undefined;

  constructor(private readonly door: EventChoiceDoor) {}

  select(position: number | undefined): void {
    const row = position === undefined ? undefined : this.door.row(position);
    if (!row) return;
    this.selected = row;
    this.door.changed();
    if (this.detail && this.detail.row.seq !== row.seq) void this.open();
  }

  /** By its number; nothing where the filter leaves it out. */
  async pick(seq: number): Promise<void> {
    const { door } = this;
    await door.attempt(async () => {
      const position = await door.host.request('locate', { seq });
      if (position !== null) await this.go(position);
    });
  }

  /** The event before or after. */
  async step(way: 1 | -1): Promise<void> {
    const { first, end } = this.door.shown();
    const list = this.door.list();
    if (!list || end === first) return;
    const from = list.current ?? (way > 0 ? first - 1 : end);
    await this.go(Math.min(end - 1, Math.max(first, from + way)));
  }

  async open(): Promise<void> {
    const seq = this.selected?.seq;
    if (seq === undefined) return;
    // What is being read keeps its place.
    this.door.list()?.stopFollowing();
    await this.door.attempt(async () => {
      const detail = await this.door.host.request('detail', { seq });
      if (this.selected?.seq !== seq) return;
      this.detail = detail ?? undefined;
      this.door.changed();
    });
  }

  close(): void {
    this.detail = undefined;
    this.door.changed();
    const list = this.door.list();
    if (list?.current !== undefined) list.focusRow(list.current);
  }

  async run(command: EventCommand): Promise<void> {
    const seq = this.detail?.row.seq;
    if (seq !== undefined) await this.door.attempt(() => this.door.host.request('runOn', { seq, command }));
  }

  private async go(position: number): Promise<void> {
    this.door.list()?.showInMiddle(position);
    await this.door.need(position, position + 1);
    this.select(position);
  }
}
