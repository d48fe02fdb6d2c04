import assert from 'node:assert/strict';
import type { LogEntry } from '../../../../src/engine/engine';
import { everything, type Highlight, type LogChoice } from '../../../../src/model/logChoice';
import type { LogExtent, LogsContract } from '../../../../src/protocol/logs';
import type { LogsOutlets } from '../../../../src/views/panels/logs/logsOutlets';
import { logsPanel } from '../../../../src/views/panels/logsPanel';
import type { PanelLink } from '../../../../src/views/panels/panelController';
import { container, type FakeCluster, fakeCluster, until, untilAborted } from '../fakeCluster';

/** A panel on a container that wrote `texts` and is quiet since. */
function open(texts: readonly string[], more: { tail?: unknown; since?: unknown; reading?: unknown } = {}) {
  const fake: FakeCluster = fakeCluster();
  fake.set(container());
  const entries: LogEntry[] = texts.map((text, i) => ({
    ...{ stream: i % 2 ? 'stderr' : 'stdout', text },
    time: `2026-11-22T21:14:${String(10 + (i % 50)).padStart(2, '0')}.000000000Z`,
  }));
  fake.logRuns.push(async function* (_, signal) {
    yield entries;
    yield* untilAborted(signal);
  });
  const told: { name: string; params: unknown }[] = [];
  const clipboard: string[] = [];
  const highlights: { now: readonly Highlight[] } = { now: [] };
  let heard: () => void = () => undefined;
  const saved: string[] = [];
  const outlets: LogsOutlets = {
    maxLines: () => 1000,
    tail: () => 77,
    highlights: () => highlights.now,
    async setHighlights(next) {
      highlights.now = next;
      heard();
    },
    onHighlights(listener) {
      heard = listener;
      return { dispose: () => undefined };
    },
    copy: async (text) => void clipboard.push(text),
    async save(_, pieces) {
      let text = '';
      for await (const piece of pieces()) text += piece.text;
      saved.push(text);
      return undefined;
    },
    openInEditor: async () => undefined,
  };
  const definition = logsPanel({ also: [], ...more }, outlets);
  const controller = definition.create({
    cluster: fake.cluster,
    routes: {
      engineFor: async () => Promise.reject(new Error('none')),
      knows: () => false,
      status: () => ({ type: 'unknown' }),
      onDidChange: () => ({ dispose: () => undefined }),
    },
    target: { kind: 'container', id: 'c1', name: 'api' },
    notify: (name: string, params: unknown) => void told.push({ name, params }),
    setGaps: () => undefined,
    openRaw: async () => undefined,
    execute: async () => undefined,
    log: () => undefined,
  } as unknown as PanelLink<LogsContract>);
  controller.setVisible(true);
  const { handlers } = controller;
  const extent = async (): Promise<LogExtent> => (await handlers.start({ choice: null })).extent;
  return { fake, controller, handlers, told, clipboard, highlights, saved, extent };
}

const all: LogChoice = { filter: everything, folded: true, structured: true };
const only = (text: string): LogChoice => ({
  ...all,
  filter: { ...everything, text: { text, regex: true, matchCase: false, inverse: false } },
});

describe('the host side of the logs panel', () => {
  const panels: ReturnType<typeof open>[] = [];
  const opened = async (
    texts: readonly string[],
    more: { tail?: unknown; since?: unknown; reading?: unknown } = {},
  ) => {
    const panel = open(texts, more);
    panels.push(panel);
    for (const end = Date.now() + 2000; (await panel.extent()).lines < texts.length; ) {
      if (Date.now() > end) throw new Error('The lines did not come.');
      await new Promise((done) => setTimeout(done, 5));
    }
    return panel;
  };
  afterEach(() => {
    for (const { controller } of panels.splice(0)) controller.dispose();
  });

  it('reads as the setting says, as a caller says, or as before a reload; a wrong wish is none', async () => {
    const asked = async (more: { tail?: unknown; since?: unknown; reading?: unknown }) => {
      const panel = await opened(['x'], more);
      return (await panel.handlers.start({ choice: null })).reading;
    };
    assert.deepEqual(await asked({}), { tail: 77 });
    assert.deepEqual(await asked({ tail: 'all' }), { tail: 'all' });
    assert.deepEqual(await asked({ tail: 5, reading: { tail: 9, since: '15m' } }), { tail: 9, since: '15m' });
    assert.deepEqual(await asked({ since: '2h' }), { tail: 77, since: '2h' });
    assert.deepEqual(await asked({ tail: 'rm -rf' }), { tail: 77 });
    assert.deepEqual(await asked({ since: 'yesterday' }), { tail: 77 });
  });

  it('shows what is chosen, says where a row went, and refuses what is no expression', async () => {
    const { handlers } = await opened(['red 1', 'green 2', 'red 3', 'blue 4']);
    const extent = await handlers.setChoice({ choice: only('red|blue') });
    const { position, extent: now } = await handlers.locate({ seq: 2 });
    assert.deepEqual([now.epoch, now.end - now.first, position], [extent.epoch, 3, 1]);
    const { rows } = await handlers.rows({ epoch: now.epoch, from: 0, count: 10 });
    assert.deepEqual(
      rows.map(({ text }) => text),
      ['red 1', 'red 3', 'blue 4'],
    );
    await assert.rejects(async () => handlers.setChoice({ choice: only('(') }), /Invalid regular expression/);
    const after = await handlers.rows({ epoch: now.epoch, from: 0, count: 10 });
    assert.equal(after.rows.length, 3);
    assert.deepEqual((await handlers.rows({ epoch: now.epoch - 1, from: 0, count: 10 })).rows, []);
  });

  it('finds, steps to errors, and goes to a time', async () => {
    const { handlers, told } = await opened(['a', 'ERROR one', 'b', 'ERROR two', 'c']);
    await handlers.find({ query: 7, find: { text: 'b', regex: false, matchCase: true, inverse: false } });
    const hit = await handlers.findStep({ from: -1, direction: 'next' });
    assert.deepEqual(hit && [hit.position, hit.ordinal, hit.count], [2, 0, 1]);
    await until(
      () => told.some(({ name, params }) => name === 'find' && (params as { query: number }).query === 7),
      'the count',
    );
    const error = await handlers.step({ kind: 'error', from: 1, direction: 'next' });
    assert.equal(error?.position, 3);
    assert.equal((await handlers.step({ kind: 'error', from: 3, direction: 'next' }))?.wrapped, true);
    assert.equal((await handlers.step({ kind: 'restart', from: 0, direction: 'next' })) ?? null, null);
    assert.equal((await handlers.locate({ at: '2026-11-22T21:14:12Z' })).position, 2);
    assert.equal((await handlers.locate({ at: '2030-01-01T00:00:00Z' })).position, 4);
  });

  it('copies rows, saves what is shown, keeps highlights and tells of them', async () => {
    const { handlers, clipboard, saved, highlights, told } = await opened(['one', 'two', 'three']);
    const { epoch } = (await handlers.start({ choice: null })).extent;
    assert.deepEqual(await handlers.copy({ epoch, from: 1, to: 3 }), { lines: 2, left: 0 });
    await handlers.copyText({ text: 'x' });
    assert.deepEqual(clipboard, ['two\nthree', 'x']);
    await handlers.setChoice({ choice: only('two') });
    await handlers.save({ scope: 'shown' });
    await until(() => saved.length > 0, 'the text');
    assert.match(saved[0] ?? '', /^\S+ two\n$/);
    const rule: Highlight = { text: 'two', regex: false, matchCase: false, colour: 'red' };
    await handlers.setHighlights({ highlights: [rule] });
    assert.deepEqual(highlights.now, [rule]);
    assert.ok(told.some(({ name }) => name === 'highlights'));
    const now = (await handlers.start({ choice: null })).extent;
    const [row] = (await handlers.rows({ epoch: now.epoch, from: 0, count: 1 })).rows;
    assert.deepEqual(row?.type === 'line' && row.paints, [{ start: 0, end: 3, colour: 'red' }]);
  });

  it('brings the newest rows along for who follows them, and for nobody else', async () => {
    const { handlers, told } = await opened(['one', 'two', 'three', 'four']);
    const next = async () => {
      told.length = 0;
      await handlers.setChoice({ choice: all });
      await until(() => told.some(({ name }) => name === 'extent'), 'word of the extent');
      return told.find(({ name }) => name === 'extent')?.params as LogsContract['notices']['extent'];
    };
    assert.equal((await next()).newest, undefined);
    await handlers.setNewest({ rows: 2 });
    const { newest, end } = await next();
    assert.deepEqual([newest?.from, newest?.rows.map(({ text }) => text)], [end - 2, ['three', 'four']]);
    await handlers.setNewest({ rows: 200 });
    assert.equal((await next()).newest?.rows.length, 4);
    // A view that begins anew has said nothing yet.
    await handlers.start({ choice: null });
    assert.equal((await next()).newest, undefined);
  });

  it('counts what had to make room', async () => {
    const { extent } = open(Array.from({ length: 5000 }, (_, i) => `line ${i}`));
    await until(() => true, 'a turn');
    let now = await extent();
    for (const end = Date.now() + 2000; now.dropped === 0 && Date.now() < end; now = await extent())
      await new Promise((done) => setTimeout(done, 5));
    assert.ok(now.dropped >= 2900, String(now.dropped));
    assert.equal(now.lines + now.dropped, 5000);
  });

  it('shows again what it showed before it was hidden', async () => {
    const { handlers } = await opened(['red', 'green']);
    const { extent } = await handlers.start({ choice: only('red') });
    const again = await handlers.start({ choice: only('red') });
    assert.equal(again.extent.epoch, extent.epoch);
    assert.equal((await handlers.locate({ seq: 0 })).extent.end, 1);
  });

  it('leads to the line at the time that a caller names, also before its view is there; not again after it was hidden', async () => {
    const { controller, handlers, told } = await opened(['red', 'green']);
    const at = '2026-11-22T21:14:11.000000000Z';
    controller.show?.({ at });
    assert.deepEqual(told.findLast(({ name }) => name === 'goTo')?.params, { at });
    assert.equal((await handlers.start({ choice: null })).goTo, at);
    controller.setVisible(false);
    assert.equal((await handlers.start({ choice: null })).goTo, undefined);
  });
});
