// Brings the list up to what the host has: new rows are pulled first and shown then, so that nothing flickers.

import type { EventExtent, EventRow, EventsContract } from '../../src/protocol/events';
import type { Host } from '../shared/hostRpc';
import type { RowCache } from '../shared/rowCache';
import type { VirtualRows } from '../shared/virtualRows';

export interface ListFollowerOptions {
  readonly host: Pick<Host<EventsContract>, 'request'>;
  readonly cache: RowCache<EventRow>;
  readonly list: () => VirtualRows | null;
  /** What there is to be shown. */
  readonly latest: () => EventExtent;
  readonly shown: () => EventExtent;
  /** The number of the event by which the list keeps its place; undefined while it follows. */
  readonly chosen: () => number | undefined;
  /** Resolves when the page is drawn with it. */
  readonly show: (extent: EventExtent) => Promise<void>;
}

/** Rows pulled at once where the list has not been measured yet. */
const usualPage = 40;
const mostRows = 500;

export interface ListFollower {
  /** Joins the catching up that is under way. Rejects with what the host said. */
  catchUp(): Promise<void>;
}

export function createListFollower(options: ListFollowerOptions): ListFollower {
  const { host, cache, list, latest, shown } = options;
  let busy = false;

  async function step(next: EventExtent): Promise<void> {
    const rows = list();
    if (rows?.following) await cache.need(Math.max(next.first, next.end - rows.pageRows - 1), next.end);
    await options.show(next);
    list()?.setExtent(next.first, next.end);
  }

  /** Positions mean other rows now: the list moves to where it was, by the event that is chosen. */
  async function anew(next: EventExtent): Promise<void> {
    const rows = list();
    const seq = options.chosen();
    const at = seq === undefined ? null : await host.request('locate', { seq });
    const page = (rows?.pageRows ?? usualPage) + 1;
    const follow = rows?.following ?? true;
    const top = follow ? Math.max(next.first, next.end - page) : (at ?? rows?.top ?? next.first);
    const from = Math.max(next.first, Math.floor(at === null ? top : top - page / 2));
    const first = await host.request('rows', { epoch: next.epoch, from, count: Math.min(mostRows, page * 2) });
    // Overtaken meanwhile: the next round has the newer one.
    if (first.epoch !== next.epoch) return;
    cache.restart(next.epoch, first);
    await options.show(next);
    list()?.reset(next.first, next.end, follow, top);
    if (at !== null) list()?.showInMiddle(at);
  }

  return {
    async catchUp() {
      if (busy) return;
      busy = true;
      try {
        // While rows are on their way more may come. An overtaken epoch waits for the extent that is on its way, too.
        for (let next = latest(); next !== shown(); next = latest()) {
          if (next.epoch === shown().epoch) await step(next);
          else await anew(next);
          if (latest() === next) return;
        }
      } finally {
        busy = false;
      }
    },
  };
}
