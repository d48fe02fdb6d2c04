import assert from 'node:assert/strict';
import type { Heard } from '../../../src/cluster/cluster';
import type { NodeRoutes } from '../../../src/cluster/nodeRoutes';
import type { Engine } from '../../../src/engine/engine';
import { createEventHistory } from '../../../src/feeds/events/eventHistory';
import type { EngineEvent } from '../../../src/model/engineEvent';
import type { Gap } from '../../../src/model/gap';
import { type EventFilters, eventsValidators } from '../../../src/protocol/events';
import type { PanelTarget } from '../../../src/protocol/panel';
import { Emitter } from '../../../src/util/emitter';
import { eventsPanel } from '../../../src/views/panels/eventsPanel';
import { node } from '../../cluster/objects';
import { event } from '../../feeds/events/samples';
import { container, fakeCluster, until as untilNamed } from './fakeCluster';

const until = (test: () => boolean) => untilNamed(test, String(test));
const base = Date.now() - 60_000;
const none: EventFilters = { kinds: [], actions: [], text: '', trouble: false, noise: false };
const everything = { from: null, to: null };
const engineTarget: PanelTarget = { kind: 'engine', id: 'e1', name: 'lab' };

function rig(target: PanelTarget = engineTarget, also: readonly PanelTarget[] = []) {
  const fail = (error: unknown) => {
    throw error;
  };
  const fake = fakeCluster();
  const heard = new Emitter<Heard>(fail);
  const routed = new Emitter<string>(fail);
  const log: string[] = [];
  const past: EngineEvent[] = [];
  const calls: string[] = [];
  const engine = {
    label: 'lab',
    async *events({ onOpen, actions }: { onOpen?: () => void; actions?: readonly string[] }, signal: AbortSignal) {
      calls.push(actions ? 'noise' : 'past');
      onOpen?.();
      if (!actions) yield* past;
      else if (!signal.aborted) await new Promise<void>((done) => signal.addEventListener('abort', () => done()));
    },
    inspect: async () => ({
      State: {
        Running: true,
        Health: { Status: 'healthy', Log: [{ Start: new Date(base).toISOString(), ExitCode: 0 }] },
      },
    }),
  } as unknown as Engine;
  const ready = async () => {
    if (own.refuse) throw own.refuse;
  };
  const cluster = Object.assign(Object.create(fake.cluster), {
    onDidHear: heard.event,
    engine: async () => engine,
    ready,
  });
  const routes = {
    status: () => ({ type: 'untried' }),
    knows: () => true,
    onDidChange: routed.event,
    engineFor: async (to: { id: string }) => {
      calls.push(`connect ${to.id}`);
      return engine;
    },
  } as unknown as NodeRoutes;
  const history = createEventHistory({ cluster, routes, log: (line) => log.push(line) });
  const told: [string, unknown][] = [];
  const run: unknown[][] = [];
  const out = { copied: '', saved: '', fileName: 'x.jsonl' as string | undefined };
  let gaps: readonly Gap[] = [];
  const controller = eventsPanel({
    history,
    also,
    doors: {
      copy: async (text) => {
        out.copied = text;
      },
      save: async (_name, _kinds, text) => {
        if (out.fileName === undefined) return false;
        out.saved = text(out.fileName);
        return true;
      },
    },
  }).create({
    ...{ cluster, target, routes },
    notify: (name, params) => told.push([name, params]),
    setGaps: (next) => {
      gaps = next;
    },
    openRaw: async () => undefined,
    execute: async (...given) => run.push(given),
    log: (line) => log.push(line),
  });
  const { handlers } = controller;
  const own = {
    refuse: undefined as Error | undefined,
    ...{ fake, history, controller, handlers, told, run, out, calls, past },
    gaps: () => gaps,
    emit: (...events: EngineEvent[]) => {
      for (const one of events) heard.fire({ event: one, engine });
    },
    /** Shows it, and waits until it is settled. */
    async look() {
      controller.setVisible(true);
      await until(() => history.state.type === 'ready');
      await new Promise((done) => setTimeout(done));
    },
    start: () => handlers.start({ filters: none, range: everything }),
    async rows() {
      const { extent } = await handlers.start({ filters: none, range: everything });
      const { epoch, first: from, end } = extent;
      return (await handlers.rows({ epoch, from, count: Math.max(1, end - from) })).rows;
    },
    end() {
      controller.dispose();
      history.dispose();
    },
  };
  return own;
}

describe('the events panel', () => {
  let r: ReturnType<typeof rig>;
  afterEach(() => r.end());

  it('asks the engine only when it is seen, once, and shows past and present', async () => {
    r = rig();
    r.past.push(event('container', 'create', 'a', base));
    r.emit(event('container', 'die', 'a', base + 10, { attributes: { exitCode: '1' } }));
    assert.deepEqual(r.calls, []);
    r.controller.setVisible(true);
    await until(() => r.history.state.type === 'ready');
    r.controller.setVisible(false);
    r.controller.setVisible(true);
    assert.deepEqual(r.calls, ['past']);
    const rows = await r.rows();
    assert.deepEqual(
      rows.map(({ kind, name, action, details, tone }) => [kind, name, action, details, tone]),
      [
        ['marker', 'lab', 'begin', rows[0]?.details, 'idle'],
        ['container', 'a', 'create', '', 'idle'],
        ['container', 'a', 'die', 'exit code 1', 'bad'],
      ],
    );
  });

  it('tells of a storm in a few messages, and only how much there is', async () => {
    r = rig();
    await r.look();
    r.told.length = 0;
    for (let i = 0; i < 500; i++) r.emit(event('container', 'start', `c${i}`, base + i));
    await until(() => r.told.some(([name, params]) => name === 'extent' && (params as { all: number }).all >= 500));
    const extents = r.told.filter(([name]) => name === 'extent');
    assert.ok(extents.length <= 3, `${extents.length} messages`);
    assert.ok(JSON.stringify(extents).length < 1000);
  });

  it('answers where an event stands, as it is filtered and in time', async () => {
    r = rig();
    await r.look();
    r.emit(...[1, 2, 3].map((i) => event('container', i === 2 ? 'die' : 'start', 'a', base + i * 1000 + 100)));
    const [first, second] = (await r.rows()).filter(({ kind }) => kind === 'container');
    assert.ok(first && second);
    assert.notEqual(await r.handlers.locate({ seq: first.seq }), null);
    await r.handlers.setFilters({ ...none, actions: ['die'] });
    assert.equal(await r.handlers.locate({ seq: first.seq }), null);
    assert.notEqual(await r.handlers.locate({ seq: second.seq }), null);
    await r.handlers.setFilters(none);
    const extent = await r.handlers.setRange({ from: base + 1500, to: base + 2500 });
    assert.equal(extent.end - extent.first, 1);
    assert.equal(await r.handlers.locate({ seq: first.seq }), null);
    const { epoch } = extent;
    assert.deepEqual((await r.handlers.rows({ epoch: epoch - 1, from: 0, count: 10 })).rows, []);
    const drawn = await r.handlers.timeline({ range: { from: base, to: base + 4000 }, columns: 4, lanes: 5 });
    assert.deepEqual(
      drawn.lanes.map(({ name, marks }) => [name, marks.map(({ column, tone }) => [column, tone])]),
      [
        [
          'a',
          [
            [1, 'good'],
            [2, 'idle'],
            [3, 'good'],
          ],
        ],
      ],
    );
  });

  it('tells all of one event, masked and bounded, with what its object allows', async () => {
    r = rig();
    r.fake.set(container({ id: 'a', name: 'api' }));
    await r.look();
    const attributes = { token: 'abc', huge: 'x'.repeat(1_000_000), note: 'mysql://u:hunter2@db/x' };
    r.emit(event('container', 'exec_create', 'a', base, { attributes, detail: 'curl --token=s3cret x' }));
    r.emit(event('container', 'start', 'gone', base + 1));
    await r.handlers.setFilters({ ...none, noise: true });
    const { epoch, first, end } = (await r.handlers.setRange(everything)) satisfies { epoch: number };
    const { rows } = await r.handlers.rows({ epoch, from: first, count: end - first });
    const detail = await r.handlers.detail({ seq: rows.find(({ name }) => name === 'a')?.seq ?? 0 });
    assert.ok(detail);
    const told = JSON.stringify([detail, rows]);
    for (const secret of ['abc', 'hunter2', 's3cret']) assert.ok(!told.includes(secret), secret);
    assert.ok(told.length < 5000);
    assert.equal(detail.cut, true);
    assert.deepEqual(
      detail.actions.map(({ command }) => command),
      ['dockhound.inspect', 'dockhound.logs', 'dockhound.events'],
    );
    await r.handlers.runOn({ seq: detail.row.seq, command: 'dockhound.logs' });
    assert.deepEqual(r.run, [['dockhound.logs', { kind: 'container', id: 'a', name: 'a' }]]);
    const gone = rows.find(({ name }) => name === 'gone')?.seq ?? 0;
    await assert.rejects(
      async () => r.handlers.runOn({ seq: gone, command: 'dockhound.logs' }),
      /is not there any more/,
    );
    assert.equal(await r.handlers.detail({ seq: 99_999 }), null);
  });

  it('copies rows and saves all that is shown, in the form of the file that was chosen', async () => {
    r = rig();
    await r.look();
    r.emit(event('container', 'die', '=cmd()', base, { attributes: { exitCode: '1', password: 'x' } }));
    r.emit(event('container', 'die', 'say "hi", twice', base + 1, { attributes: { exitCode: '2' } }));
    await r.handlers.setFilters({ ...none, kinds: ['container'] });
    const { epoch, first, end } = await r.handlers.setRange(everything);
    assert.deepEqual(await r.handlers.copy({ epoch, from: first, to: end }), { copied: 2 });
    assert.match(
      r.out.copied,
      /^\S+Z container =cmd\(\) die exit code 1\n\S+Z container say "hi", twice die exit code 2\n$/,
    );
    await assert.rejects(async () => r.handlers.copy({ epoch: epoch - 1, from: 0, to: 1 }), /has changed meanwhile/);
    assert.deepEqual(await r.handlers.save(null), { saved: 2 });
    const [line] = r.out.saved.trimEnd().split('\n');
    assert.deepEqual(JSON.parse(line ?? '').attributes, { exitCode: '1', password: '••••••••' });
    r.out.fileName = '/x/events.CSV';
    await r.handlers.save(null);
    const lines = r.out.saved.split('\r\n');
    assert.equal(lines[0], 'time,kind,action,detail,name,id,node,details');
    assert.ok(lines[1]?.includes(",'=cmd(),"), 'no formula for a spreadsheet');
    assert.ok(lines[2]?.includes('"say ""hi"", twice"'));
    r.out.fileName = undefined;
    assert.equal(await r.handlers.save(null), null);
  });

  it('hears the noise only while it is wanted and seen', async () => {
    r = rig();
    r.controller.setVisible(true);
    await until(() => r.history.state.type === 'ready');
    await r.handlers.setFilters({ ...none, noise: true });
    await until(() => r.calls.includes('noise'));
    r.controller.setVisible(false);
    r.controller.setVisible(true);
    await until(() => r.calls.filter((call) => call === 'noise').length === 2);
  });

  it('names the nodes that are missing, and connects to them only when asked', async () => {
    r = rig();
    r.fake.set(node('n1'));
    r.fake.set(node('n2', { name: 'worker' }));
    r.controller.setVisible(true);
    await until(() => r.gaps().length === 1);
    assert.match(r.gaps()[0]?.message ?? '', /^Container events of worker are missing/);
    assert.ok(!r.calls.includes('connect n2'));
    r.controller.retry();
    assert.ok(r.calls.includes('connect n2'));
  });

  it('shows the probes of a container, and several objects together', async () => {
    r = rig({ kind: 'container', id: 'a', name: 'api' }, [{ kind: 'volume', id: 'v', name: 'v' }]);
    r.fake.set(container({ id: 'a', name: 'api', health: 'healthy' }));
    r.controller.setVisible(true);
    await until(() => r.told.some(([name, params]) => name === 'probes' && (params as unknown[]).length === 1));
    r.emit(
      event('volume', 'create', 'v', base),
      event('volume', 'create', 'w', base),
      event('container', 'start', 'a', base),
    );
    assert.deepEqual(
      (await r.rows()).filter(({ kind }) => kind !== 'marker').map(({ name }) => name),
      ['v', 'a'],
    );
    const { probes, also } = await r.start();
    assert.equal(probes[0]?.probes[0]?.verdict, 'passed');
    assert.equal(also[0]?.id, 'v');
  });

  it('says why there is no engine, and stops saying so when there is one', async () => {
    r = rig();
    r.refuse = new Error('Nothing listens there.');
    r.controller.setVisible(true);
    const state = async () => (await r.start()).state;
    await until(() => r.told.some(([name]) => name === 'state'));
    assert.deepEqual(await state(), { type: 'failed', message: 'Nothing listens there.' });
    r.refuse = undefined;
    r.fake.status(r.fake.cluster.status);
    await until(() => r.told.filter(([name]) => name === 'state').length > 1);
    assert.notEqual((await state()).type, 'failed');
  });

  it('refuses what a view should not send', () => {
    r = rig();
    const bad: [keyof typeof eventsValidators, unknown][] = [
      ['rows', { epoch: 0, from: 0, count: 1e9 }],
      ['setFilters', { ...none, kinds: ['container', 'nonsense'] }],
      ['setFilters', { ...none, actions: Array.from({ length: 100 }, (_, i) => `act${i}`) }],
      ['setFilters', { ...none, text: 'x'.repeat(1000) }],
      ['timeline', { range: everything, columns: 1e6, lanes: 5 }],
      ['runOn', { seq: 1, command: 'dockhound.remove' }],
    ];
    for (const [name, params] of bad) assert.equal(eventsValidators[name].safeParse(params).success, false, name);
    assert.equal(eventsValidators.setFilters.safeParse(none).success, true);
  });
});
