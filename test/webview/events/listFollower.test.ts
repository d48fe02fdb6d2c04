import assert from 'node:assert/strict';
import type { EventExtent, EventRow } from '../../../src/protocol/events';
import { createListFollower } from '../../../webview/events/listFollower';
import { createRowCache } from '../../../webview/shared/rowCache';
import type { VirtualRows } from '../../../webview/shared/virtualRows';

/** A host with so many rows, numbered; `delay` lets a test act between question and answer. */
function rig() {
  const asked: string[] = [];
  const moves: string[] = [];
  let latest: EventExtent = { epoch: 1, first: 0, end: 100, filtered: 100, all: 100, noise: 0, dropped: 0 };
  let shown: EventExtent = { ...latest, epoch: -1 };
  let between: () => void = () => undefined;
  let chosen: number | undefined;
  const host = {
    async request(method: string, params: { epoch: number; from: number; count: number; seq: number }) {
      asked.push(method);
      between();
      if (method === 'locate') return params.seq;
      const { epoch, from, count } = params;
      const size = Math.max(0, Math.min(count, latest.end - from));
      const rows = epoch === latest.epoch ? Array.from({ length: size }, (_, i) => ({ seq: from + i })) : [];
      return { epoch: latest.epoch, from, rows };
    },
  };
  const list = {
    pageRows: 10,
    following: true,
    top: 0,
    setExtent: (first: number, end: number) => moves.push(`extent ${first}-${end}`),
    reset: (first: number, end: number, follow: boolean, top: number) =>
      moves.push(`reset ${first}-${end} ${follow ? 'follow' : `at ${top}`}`),
    showInMiddle: (position: number) => moves.push(`middle ${position}`),
  };
  const cache = createRowCache<EventRow>(
    (params) => host.request('rows', { ...params, seq: 0 }) as never,
    () => undefined,
  );
  const follower = createListFollower({
    host: host as never,
    cache,
    list: () => list as unknown as VirtualRows,
    latest: () => latest,
    shown: () => shown,
    chosen: () => chosen,
    show: async (extent) => {
      shown = extent;
    },
  });
  return {
    ...{ follower, list, asked, moves, cache },
    grow(change: Partial<EventExtent>) {
      latest = { ...latest, ...change };
    },
    choose(seq: number) {
      chosen = seq;
    },
    while(run: () => void) {
      between = () => {
        between = () => undefined;
        run();
      };
    },
  };
}

describe('the list of events', () => {
  it('has the newest rows before it shows them', async () => {
    const r = rig();
    await r.follower.catchUp();
    assert.deepEqual(r.moves, ['reset 0-100 follow']);
    assert.equal(r.cache.row(99)?.seq, 99);
    r.grow({ end: 105 });
    await r.follower.catchUp();
    assert.equal(r.cache.row(104)?.seq, 104);
    assert.deepEqual(r.moves.at(-1), 'extent 0-105');
  });

  it('shows also what came while it was busy, by one round after the other', async () => {
    const r = rig();
    await r.follower.catchUp();
    r.grow({ end: 200 });
    r.while(() => r.grow({ end: 300 }));
    await Promise.all([r.follower.catchUp(), r.follower.catchUp()]);
    assert.deepEqual(r.moves.slice(1), ['extent 0-200', 'extent 0-300']);
  });

  it('keeps its place by the chosen event when positions mean other rows, and while it is read', async () => {
    const r = rig();
    await r.follower.catchUp();
    r.list.following = false;
    r.list.top = 40;
    r.grow({ epoch: 2 });
    await r.follower.catchUp();
    assert.equal(r.moves.at(-1), 'reset 0-100 at 40');
    r.choose(70);
    r.grow({ epoch: 3 });
    await r.follower.catchUp();
    assert.equal(r.moves.at(-1), 'middle 70');
    assert.equal(r.cache.row(70)?.seq, 70);
  });

  it('drops rows of an epoch that is over, and takes the next', async () => {
    const r = rig();
    r.while(() => r.grow({ epoch: 5, end: 7 }));
    await r.follower.catchUp();
    assert.deepEqual(r.moves, ['reset 0-7 follow']);
    assert.equal(r.cache.row(6)?.seq, 6);
  });
});
