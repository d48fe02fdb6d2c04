import assert from 'node:assert/strict';
import type { LogExtent, LogRow, LogsContract } from '../../../src/protocol/logs';
import { LogRows } from '../../../webview/logs/logRows';
import type { Host } from '../../../webview/shared/hostRpc';
import type { VirtualRows } from '../../../webview/shared/virtualRows';

/** A host with rows named by their seq, of which those in `shown` are shown; and a list that says where it stands. */
function panel(first: { epoch: number; shown: readonly number[] }) {
  let { epoch, shown } = first;
  const rowOf = (seq: number): LogRow => ({ type: 'marker', marker: 'note', seq, text: `row ${seq}`, time: `t${seq}` });
  const extent = (more: Partial<LogExtent> = {}): LogExtent => ({
    ...{ epoch, first: 0, end: shown.length, lines: shown.length, dropped: 0, restarts: 0 },
    ...more,
  });
  const asked: { method: string; params: unknown }[] = [];
  const host = {
    async request(method: string, params: never) {
      asked.push({ method, params });
      await Promise.resolve();
      const { from, count, ...where } = params as {
        from: number;
        count: number;
        epoch: number;
        seq?: number;
        at?: string;
      };
      if (method === 'rows') {
        const rows = where.epoch === epoch ? shown.slice(from, from + count).map(rowOf) : [];
        return { epoch, from, rows };
      }
      const seq = where.seq ?? Number(where.at?.slice(1));
      return { position: shown.findIndex((one) => one >= seq), extent: extent() };
    },
  } as unknown as Host<LogsContract>;
  const list = {
    following: true,
    top: 0,
    pageRows: 10,
    current: undefined as number | undefined,
    first: 0,
    end: 0,
    shownInMiddle: undefined as number | undefined,
    setExtent(first: number, end: number) {
      Object.assign(list, { first, end, ...(list.following ? { top: Math.max(first, end - 10) } : {}) });
    },
    reset(first: number, end: number, following: boolean, top = first) {
      Object.assign(list, {
        first,
        end,
        following,
        top: following ? Math.max(first, end - 10) : top,
        current: undefined,
      });
    },
    moveCurrent(position: number) {
      list.current = position;
    },
    showInMiddle(position: number) {
      Object.assign(list, { current: position, shownInMiddle: position, following: false });
    },
  };
  const rows = new LogRows({
    host,
    list: () => list as unknown as VirtualRows,
    changed: async () => undefined,
    fail: (error) => assert.fail(String(error)),
  });
  return {
    rows,
    list,
    extent,
    asked,
    newest: (count: number) => ({ from: shown.length - count, rows: shown.slice(-count).map(rowOf) }),
    show(next: { epoch: number; shown: readonly number[] }) {
      ({ epoch, shown } = next);
    },
    settle: async () => {
      for (let i = 0; i < 50; i++) await Promise.resolve();
    },
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the rows of a log in its view', () => {
  it('follow the newest, and have its rows before they show it', async () => {
    const { rows, list, extent, show, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent());
    await settle();
    assert.equal(list.end, 100);
    assert.equal(rows.row(99)?.seq, 99);
    show({ epoch: 1, shown: upTo(500) });
    rows.take(extent());
    await settle();
    assert.equal(list.top, 490);
    assert.equal(rows.row(499)?.seq, 499);
  });

  it('come along with the word of them while they are followed, and are asked for otherwise', async () => {
    const { rows, list, extent, show, settle, asked, newest } = panel({ epoch: 1, shown: upTo(100) });
    const told = () => asked.splice(0).map(({ method, params }) => [method, params]);
    rows.take(extent());
    await settle();
    rows.take(extent());
    await settle();
    assert.deepEqual(told().at(-1), ['setNewest', { rows: 12 }]);
    show({ epoch: 1, shown: upTo(500) });
    rows.take(extent(), newest(12));
    await settle();
    assert.deepEqual([list.top, rows.row(499)?.seq, told()], [490, 499, []]);
    // More than a page has come meanwhile: only what is in sight is needed.
    show({ epoch: 1, shown: upTo(9000) });
    rows.take(extent(), newest(12));
    await settle();
    assert.deepEqual([rows.row(8999)?.seq, told()], [8999, []]);
    // Those of an epoch that is over mean nothing.
    show({ epoch: 2, shown: upTo(9000).filter((seq) => seq % 2 === 0) });
    rows.take(extent(), { from: 8988, rows: newest(12).rows });
    rows.take(extent());
    await settle();
    assert.equal(rows.row(4499)?.seq, 8998);
    told();
    list.following = false;
    rows.take({ ...extent(), end: 4501 });
    await settle();
    assert.deepEqual(told(), [['setNewest', { rows: 0 }]]);
    list.following = true;
    rows.setPaused(true);
    assert.deepEqual(told(), []);
    rows.setPaused(false);
    await settle();
    assert.deepEqual(told()[0], ['setNewest', { rows: 12 }]);
  });

  it('are fetched around what is read, so that scrolling on finds them', async () => {
    const { rows, list, extent, settle, asked } = panel({ epoch: 1, shown: upTo(1000) });
    rows.take(extent());
    await settle();
    Object.assign(list, { following: false, top: 500 });
    await rows.need(500, 511);
    asked.length = 0;
    assert.deepEqual([rows.row(420)?.seq, rows.row(590)?.seq], [420, 590]);
    await rows.need(440, 451);
    assert.equal(asked.length, 0);
  });

  it('are there before those in sight are dropped', async () => {
    const { rows, list, extent, settle } = panel({ epoch: 1, shown: upTo(1000) });
    rows.take(extent());
    await settle();
    Object.assign(list, { following: false, top: 10 });
    const seen: unknown[] = [];
    const { setExtent } = list;
    list.setExtent = (first, end) => {
      seen.push(rows.row(first)?.seq ?? rows.isDroppedMarker(first), rows.row(400)?.seq, rows.row(410)?.seq);
      setExtent(first, end);
    };
    rows.take({ ...extent(), first: 400, dropped: 400 });
    await settle();
    assert.deepEqual(seen, [true, 400, 410]);
  });

  it('keep what is read where it is when other rows are shown, and when all are shown again', async () => {
    const { rows, list, extent, show, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent());
    await settle();
    Object.assign(list, { following: false, top: 40, current: 44 });
    await rows.need(40, 50);
    show({ epoch: 2, shown: upTo(100).filter((seq) => seq % 2 === 0) });
    rows.take(extent());
    await settle();
    assert.deepEqual([list.top, list.current, list.following], [18, 22, false]);
    assert.equal(rows.row(22)?.seq, 44);
    show({ epoch: 3, shown: upTo(100) });
    rows.take(extent());
    await settle();
    assert.deepEqual([list.top, list.current], [40, 44]);
  });

  it('keep what is read where it is when a filter that left nothing is taken back', async () => {
    const { rows, list, extent, show, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent());
    await settle();
    Object.assign(list, { following: false, top: 40, current: 44 });
    await rows.need(40, 50);
    for (const epoch of [2, 3]) {
      show({ epoch, shown: [] });
      rows.take(extent());
      await settle();
      assert.equal(list.end, 0);
    }
    show({ epoch: 4, shown: upTo(100) });
    rows.take(extent());
    await settle();
    assert.deepEqual([list.top, list.current, list.following], [40, 44, false]);
    // Who follows goes on following.
    Object.assign(list, { following: true, current: undefined });
    show({ epoch: 5, shown: [] });
    rows.take(extent());
    await settle();
    show({ epoch: 6, shown: upTo(100) });
    rows.take(extent());
    await settle();
    assert.deepEqual([list.top, list.following], [90, true]);
  });

  it('keep the chosen row chosen while the newest are followed', async () => {
    const { rows, list, extent, show, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent());
    await settle();
    list.current = 94;
    show({ epoch: 2, shown: upTo(100).filter((seq) => seq % 2 === 0) });
    rows.take(extent());
    await settle();
    assert.deepEqual([list.following, list.top, list.current], [true, 40, 47]);
  });

  it('stay until a filter has found its first row', async () => {
    const { rows, list, extent, show, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent());
    await settle();
    show({ epoch: 2, shown: [] });
    rows.take(extent({ filtered: 0.2 }));
    await settle();
    assert.equal(list.end, 100);
    show({ epoch: 2, shown: [7, 8] });
    rows.take(extent({ filtered: 0.4 }));
    await settle();
    assert.equal(list.end, 2);
    show({ epoch: 3, shown: [] });
    rows.take(extent());
    await settle();
    assert.equal(list.end, 0);
  });

  it('stand still while paused, and say how much is behind', async () => {
    const { rows, list, extent, show, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent());
    await settle();
    rows.setPaused(true);
    show({ epoch: 1, shown: upTo(130) });
    rows.take(extent());
    await settle();
    assert.deepEqual([list.end, rows.behind], [100, 30]);
    rows.setPaused(false);
    await settle();
    assert.deepEqual([list.end, rows.behind], [130, 0]);
  });

  it('have a marker on top where older lines are dropped', async () => {
    const { rows, list, extent, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent({ first: 20, dropped: 20 }));
    await settle();
    assert.equal(list.first, 19);
    assert.equal(rows.isDroppedMarker(19), true);
    assert.equal(rows.row(19), undefined);
    assert.equal(rows.isDroppedMarker(20), false);
  });

  it('go on where reading stood: by position in the same session, by time in another', async () => {
    const place = { following: false, epoch: 1, top: 30, at: 't70' };
    const same = panel({ epoch: 1, shown: upTo(100) });
    same.rows.restore({ ...place, session: 's' });
    same.rows.take(same.extent());
    await same.settle();
    assert.deepEqual([same.list.top, same.list.following], [30, false]);
    const other = panel({ epoch: 1, shown: upTo(100) });
    other.rows.restore({ ...place, session: '' });
    other.rows.take(other.extent());
    await other.settle();
    assert.deepEqual([other.list.top, other.list.following], [70, false]);
  });

  it('go to a row of an epoch that is still to come', async () => {
    const { rows, list, extent, show, settle } = panel({ epoch: 1, shown: upTo(100) });
    rows.take(extent());
    await settle();
    rows.goTo({ epoch: 1, position: 7 });
    assert.equal(list.shownInMiddle, 7);
    show({ epoch: 2, shown: upTo(120) });
    rows.goTo({ epoch: 2, position: 50 });
    assert.equal(list.shownInMiddle, 7);
    rows.take(extent());
    await settle();
    assert.equal(list.shownInMiddle, 50);
  });
});
