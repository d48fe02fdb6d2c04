import assert from 'node:assert/strict';
import type { LogEntry, LogsOptions } from '../../../src/engine/engine';
import { EngineError } from '../../../src/engine/engineError';
import { feedLogs } from '../../../src/feeds/logs/logFeed';
import type { RoutesForReading } from '../../../src/feeds/logs/nodeEngines';
import type { BufferRow } from '../../../src/logs/logChunk';
import type { EngineEvent } from '../../../src/model/engineEvent';
import type { Gap } from '../../../src/model/gap';
import { HumanError } from '../../../src/model/humanError';
import type { LogSourceInfo, LogsEmpty, LogsState } from '../../../src/protocol/logs';
import type { PanelTarget } from '../../../src/protocol/panel';
import { Emitter } from '../../../src/util/emitter';
import { node } from '../../cluster/objects';
import { container, type FakeCluster, fakeCluster, task, until, untilAborted } from '../../views/panels/fakeCluster';

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000000Z`;
const line = (second: number, text: string, more: Partial<LogEntry> = {}): LogEntry => ({
  stream: 'stdout',
  time: at(second),
  text,
  ...more,
});

const routesTo = (engineFor: RoutesForReading['engineFor']): RoutesForReading => ({
  knows: () => true,
  engineFor,
  status: () => ({ type: 'untried' }),
  onDidChange: () => ({ dispose: () => undefined }),
});

describe('feedLogs', () => {
  const running: AbortController[] = [];
  afterEach(() => {
    for (const one of running.splice(0)) one.abort();
  });

  function feed(
    fake: FakeCluster,
    target: PanelTarget = { kind: 'container', id: 'c1', name: 'api' },
    routes?: RoutesForReading,
  ) {
    const seen = {
      rows: [] as BufferRow[],
      states: [] as LogsState[],
      empty: undefined as LogsEmpty | undefined,
      sources: [] as readonly LogSourceInfo[],
      restarts: 0,
      gaps: [] as readonly Gap[],
      retry: (): void => undefined,
    };
    const abort = new AbortController();
    running.push(abort);
    const sink = {
      rows: (rows: readonly BufferRow[]) => void seen.rows.push(...rows),
      restarted: () => void seen.restarts++,
      sources: (sources: readonly LogSourceInfo[]) => {
        seen.sources = sources;
      },
      state: (state: LogsState, empty?: LogsEmpty) => {
        seen.states.push(state);
        seen.empty = empty;
      },
      gaps: (gaps: readonly Gap[]) => {
        seen.gaps = gaps;
      },
      log: () => undefined,
    };
    const retried = () =>
      new Promise<void>((done) => {
        seen.retry = done;
      });
    const ended = feedLogs(
      fake.cluster,
      [target],
      { tail: 1000, retried, ...(routes ? { routes } : {}) },
      sink,
      abort.signal,
    );
    const texts = () => seen.rows.map((row) => (row.type === 'marker' ? `-- ${row.text}` : row.text));
    const state = () => seen.states.at(-1);
    return { seen, texts, state, ended, abort };
  }

  it('goes on with the next run of the same container: a marker between, nothing lost, nothing twice', async () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'one'), line(2, 'two')];
        fake.set(container({ state: 'exited', exitCode: 1, since: '2026-01-01T00:00:04Z', restartCount: 12 }));
      },
      async function* (_options, signal) {
        // The engine gives the overlap again.
        yield [line(1, 'one'), line(2, 'two'), line(5, 'three')];
        yield* untilAborted(signal);
      },
    );
    const { seen, texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    assert.deepEqual(state(), { type: 'ended', message: 'api exited with code 1.', waiting: true });
    fake.set(container({ since: '2026-01-01T00:00:05Z', restartCount: 12 }));
    await until(() => texts().includes('three'), 'the next run');
    assert.deepEqual(texts(), ['one', 'two', '-- api exited with code 1 after 4.0 s (restart 12)', 'three']);
    assert.equal(seen.restarts, 1);
    await until(() => state()?.type === 'following', 'following again');
    // As little of the past as holds the last known line: since an instant the engine would decode all of it.
    assert.deepEqual(fake.logCalls[1]?.options, { tail: 1000, follow: true });
  });

  it('does not take an end that was there before for news', async () => {
    const fake = fakeCluster();
    fake.set(container({ state: 'exited', exitCode: 0 }));
    fake.logRuns.push(async function* () {
      yield [line(1, 'old')];
    });
    const { seen, texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    assert.deepEqual(texts(), ['old']);
    assert.equal(seen.restarts, 0);
  });

  it('resumes after a lost connection without lines lost or doubled', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const lost = new EngineError({ reason: 'unreachable', engine: 'lab', message: 'The connection broke.' });
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'one')];
        fake.status({ type: 'away', error: lost, retryAt: 0 });
        throw lost;
      },
      async function* (_, signal) {
        yield [line(1, 'one'), line(2, 'two')];
        yield* untilAborted(signal);
      },
    );
    const { texts, state, seen } = feed(fake);
    await until(() => state()?.type === 'failed', 'the failure');
    seen.retry();
    await until(() => texts().includes('two'), 'the rest');
    assert.deepEqual(texts(), [
      'one',
      '-- The connection to lab was lost for 1 s; reading goes on where it stopped',
      'two',
    ]);
  });

  it('says why a log is empty', async () => {
    const fake = fakeCluster();
    fake.set(container({ state: 'created' }));
    fake.logRuns.push(async function* () {
      yield [];
    });
    const never = feed(fake);
    await until(() => never.state()?.type === 'ended', 'the end');
    assert.match(never.seen.empty?.why ?? '', /never been started/);

    const mute = fakeCluster();
    mute.driver = 'none';
    mute.set(container());
    const silent = feed(mute);
    await until(() => silent.state()?.type === 'ended', 'the end');
    assert.match(silent.seen.empty?.why ?? '', /logging driver none/);
    assert.equal(mute.logCalls.length, 0);
  });

  it('names a driver that cannot be read', async () => {
    const fake = fakeCluster();
    fake.driver = 'gelf';
    fake.set(container());
    fake.logRuns.push(async function* () {
      yield [];
      throw new EngineError({
        reason: 'unexpected',
        engine: 'lab',
        message: 'configured logging driver does not support reading',
      });
    });
    const { state } = feed(fake);
    await until(() => state()?.type === 'failed', 'the failure');
    const failed = state();
    assert.ok(failed?.type === 'failed' && failed.message.includes('gelf') && failed.next?.includes('json-file'));
  });

  it('says that a container was removed, and ends', async () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.logRuns.push(async function* () {
      yield [line(1, 'last words')];
      fake.remove('container', 'c1');
    });
    const { texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    assert.deepEqual(texts(), ['last words', '-- api was removed']);
    assert.deepEqual(state(), { type: 'ended', message: 'api was removed.', waiting: true });
  });

  it('tells the tasks of a service apart and marks how each ends', async () => {
    const fake = fakeCluster();
    fake.set(task({ createdAt: at(0) }));
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, nodeId: 'n2', containerId: 'c2' }));
    fake.logRuns.push(async function* (_, signal) {
      yield [
        line(1, 'a', { details: { taskId: 't1', nodeId: 'n1' } }),
        line(1, 'b', { details: { taskId: 't2', nodeId: 'n2' } }),
      ];
      yield* untilAborted(signal);
    });
    const { seen, texts } = feed(fake, { kind: 'service', id: 's1', name: 'api' });
    await until(() => seen.rows.length === 2, 'two lines');
    assert.deepEqual(
      seen.rows.map((row) => row.type === 'line' && row.source),
      [0, 1],
    );
    assert.deepEqual(
      seen.sources.map((source) => source.name),
      ['api.1', 'api.2'],
    );
    fake.set(task({ createdAt: at(0), state: 'failed', exitCode: 1, error: 'task: non-zero exit (1)', since: at(9) }));
    fake.set(task({ createdAt: at(0), state: 'failed', exitCode: 1, error: 'task: non-zero exit (1)', since: at(9) }));
    await until(() => seen.rows.length > 2, 'the marker');
    assert.deepEqual(texts().slice(2), ['-- api.1 exited with code 1']);
    fake.set(task({ id: 't3', containerId: 'c3', createdAt: at(10) }));
    await until(() => seen.restarts === 1, 'the task that takes its place');
  });

  it('reads a task from its container where this engine has it, else through the manager', async () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.set(task());
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, nodeId: 'n2', containerId: 'elsewhere' }));
    feed(fake, { kind: 'task', id: 't1', name: 'api.1' });
    await until(() => fake.logCalls.length === 1, 'the first call');
    feed(fake, { kind: 'task', id: 't2', name: 'api.2' });
    await until(() => fake.logCalls.length === 2, 'the second call');
    assert.deepEqual(
      fake.logCalls.map((call) => call.source),
      [
        { kind: 'container', id: 'c1' },
        { kind: 'task', id: 't2' },
      ],
    );
  });

  it('reads a task of another node from its engine, or through the manager, and says so', async () => {
    const target: PanelTarget = { kind: 'task', id: 't1', name: 'api.1' };
    const far = fakeCluster();
    far.set(container({ id: 'c9' }));
    const here = fakeCluster();
    here.set(node('n2', { name: 'worker' }));
    here.set(task({ nodeId: 'n2', containerId: 'c9' }));
    const reached = feed(
      here,
      target,
      routesTo(() => far.cluster.engine()),
    );
    await until(() => far.logCalls.length > 0, 'a read of the far engine');
    assert.deepEqual([far.logCalls[0]?.source, here.logCalls.length], [{ kind: 'container', id: 'c9' }, 0]);
    assert.deepEqual(reached.seen.gaps, []);
    const engineFor = async () => {
      throw new HumanError('The engine of node worker was not reached.');
    };
    const { seen } = feed(here, target, routesTo(engineFor));
    await until(() => here.logCalls.length > 0, 'a read through the manager');
    assert.deepEqual(here.logCalls[0]?.source, { kind: 'task', id: 't1' });
    assert.match(seen.gaps[0]?.message ?? '', /through the manager\. The engine of node worker was not reached/);
  });

  it('waits for the past of a node that was reached only now, although all other pasts are over', async () => {
    const far = fakeCluster();
    far.set(container({ id: 'c9' }));
    far.logRuns.push(async function* () {
      yield [line(1, 'far')];
    });
    const here = fakeCluster();
    here.set(node('n2', { name: 'worker' }));
    here.set(container({ id: 'c1' }));
    here.set(task({ id: 't1', containerId: 'c1' }));
    here.set(task({ id: 't2', nodeId: 'n2', containerId: 'c9' }));
    let reached = (): void => assert.fail('nobody asks for the node');
    const answer = new Promise<void>((done) => {
      reached = done;
    });
    const engineFor = async () => {
      await answer;
      return far.cluster.engine();
    };
    here.logRuns.push(async function* () {
      yield [line(2, 'near')];
      reached();
      await new Promise((done) => setImmediate(done));
    });
    const { texts } = feed(here, { kind: 'service', id: 's1', name: 'api' }, routesTo(engineFor));
    await until(() => texts().length === 2, 'both lines');
    assert.deepEqual(texts(), ['far', 'near']);
  });

  for (const [how, move] of [
    ['once it is reached by whatever means', (moved: Emitter<string>) => moved.fire('n2')],
    ['when a person asks to try again', (_moved: Emitter<string>, retry: () => void) => retry()],
  ] as const) {
    it(`goes back from the manager to the engine of the node ${how}, without a line lost or twice`, async () => {
      const far = fakeCluster();
      far.set(container({ id: 'c9' }));
      far.logRuns.push(async function* (_options, signal) {
        yield [line(2, 'two'), line(3, 'three')];
        yield* untilAborted(signal);
      });
      const here = fakeCluster();
      here.set(node('n2', { name: 'worker' }));
      here.set(task({ nodeId: 'n2', containerId: 'c9' }));
      here.logRuns.push(async function* (_options, signal) {
        yield [line(1, 'one'), line(2, 'two')];
        yield* untilAborted(signal);
      });
      const moved = new Emitter<string>((error) => assert.fail(String(error)));
      let isUp = false;
      const asked: unknown[] = [];
      const routes: RoutesForReading = {
        ...routesTo(async (_node, _signal, options) => {
          asked.push(options?.again);
          if (!isUp) throw new HumanError('The engine of node worker was not reached.');
          return far.cluster.engine();
        }),
        status: () => ({ type: 'connected', via: 'remembered', engine: 'ssh://worker' }),
        onDidChange: moved.event,
      };
      const { seen, texts } = feed(here, { kind: 'task', id: 't1', name: 'api.1' }, routes);
      await until(() => texts().length === 2 && seen.gaps.length === 1, 'the lines the manager has, and the gap');
      isUp = true;
      moved.fire('n3');
      await new Promise((done) => setTimeout(done, 20));
      assert.equal(asked.length, 1, 'another node is none of its business');
      move(moved, seen.retry);
      await until(() => texts().includes('three'), 'the rest from the node');
      assert.deepEqual(texts(), ['one', 'two', 'three']);
      assert.deepEqual([asked.slice(0, 2), seen.gaps], [[false, true], []]);
    });
  }

  it('names the node that is down, and no longer when it is back', async () => {
    const fake = fakeCluster();
    fake.set(node('n2', { name: 'worker', state: 'down' }));
    fake.set(task({ nodeId: 'n2' }));
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, containerId: 'c2' }));
    fake.logRuns.push(async function* (_options, signal) {
      yield [line(1, 'from the other node', { details: { taskId: 't2' } })];
      yield* untilAborted(signal);
    });
    const { seen, texts } = feed(fake, { kind: 'service', id: 's1', name: 'api' });
    await until(() => texts().length === 1 && seen.gaps.length === 1, 'what there is');
    assert.deepEqual(seen.gaps, [
      {
        part: 'logs',
        node: 'worker',
        reason: 'nodeDown',
        message: 'Node worker is down: what api.1 wrote there is missing here until it answers again.',
      },
    ]);
    fake.set(node('n2', { name: 'worker', state: 'ready' }));
    await until(() => seen.gaps.length === 0, 'the gap is gone');
  });

  it('ends with its signal', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const { ended, abort } = feed(fake);
    await until(() => fake.logCalls.length === 1, 'the call');
    abort.abort();
    await ended;
  });

  it('goes on with the container that takes the place of a removed one, as the same source', async () => {
    const fake = fakeCluster();
    fake.set(container({ createdAt: at(0) }));
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'old')];
        fake.remove('container', 'c1');
      },
      async function* (_options, signal) {
        yield [line(9, 'new')];
        yield* untilAborted(signal);
      },
    );
    const { seen, texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    fake.set(container({ id: 'c2', createdAt: new Date().toISOString() }));
    await until(() => texts().includes('new'), 'the new one');
    assert.deepEqual(texts(), ['old', '-- api was removed', '-- api was made anew', 'new']);
    assert.deepEqual([seen.sources.length, seen.restarts], [1, 1]);
    // All of it is new, so all of it is read.
    assert.deepEqual(fake.logCalls[1], {
      source: { kind: 'container', id: 'c2' },
      options: { tail: 'all', follow: true },
    });
  });

  it('looks further back where the last known line is not among the newest, and marks a gap where it is gone', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const many = Array.from({ length: 1500 }, (_, i) => line(2, `${i}`, { time: nano(i) }));
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'first', { time: nano(0) })];
      },
      // A thousand lines do not hold it, twenty thousand do.
      async function* () {
        yield many.slice(500);
        await new Promise((done) => setTimeout(done, 20));
      },
      async function* () {
        yield many;
      },
      // Rotated away: also not in all since then.
      async function* () {
        yield [line(3, 'after the rotation', { time: nano(9000) })];
      },
      async function* () {
        yield [line(3, 'after the rotation', { time: nano(9000) })];
      },
      async function* (_options, signal) {
        yield [line(3, 'after the rotation', { time: nano(9000) })];
        yield* untilAborted(signal);
      },
    );
    const { seen, texts } = feed(fake);
    await until(() => texts().length >= 1500, 'the second reading');
    assert.deepEqual(texts(), ['first', ...many.slice(1).map(({ text }) => text)]);
    await until(() => texts().includes('after the rotation'), 'the last reading');
    assert.match(texts().at(-2) ?? '', /^-- api: lines may be missing here/);
    const gap = seen.rows.at(-2);
    assert.equal(gap?.type === 'marker' && gap.marker, 'gap');
    assert.deepEqual(
      fake.logCalls.map(({ options }) => options.tail),
      [1000, 1000, 20_000, 1000, 20_000, 'all'],
    );
    assert.equal(fake.logCalls.at(-1)?.options.since, nano(1499));
  });

  it('tells how a run ended from the events of the engine, and where earlier ones did', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const event = (action: string, second: number, attributes = {}): EngineEvent => ({
      ...{ type: 'container', action, id: 'c1', scope: 'local', attributes },
      timeNano: `${BigInt(Date.parse(at(second))) * 1_000_000n}`,
    });
    fake.events = async function* (_options, signal) {
      yield* [event('start', 1), event('oom', 3), event('die', 3, { exitCode: '137' })];
      yield* [event('start', 5), event('kill', 7, { signal: '15' }), event('die', 8, { exitCode: '0' })];
      yield* untilAborted(signal);
    };
    fake.logRuns.push(async function* (_options, signal) {
      await new Promise((done) => setTimeout(done, 20));
      yield [line(2, 'one'), line(6, 'two'), line(9, 'three')];
      yield* untilAborted(signal);
    });
    const { texts } = feed(fake);
    await until(() => texts().length === 5, 'all rows');
    assert.deepEqual(texts(), [
      'one',
      '-- api exited with code 137, killed for lack of memory after 2.0 s',
      'two',
      '-- api exited with code 0, told to by SIGTERM after 3.0 s',
      'three',
    ]);
  });

  it('reads a service of two hundred tasks with bounded connections, merged by time', async () => {
    const fake = fakeCluster();
    for (let i = 1; i <= 200; i++) {
      fake.set(container({ id: `c${i}`, name: `api.${i}` }));
      fake.set(task({ id: `t${i}`, name: `api.${i}`, slot: i, containerId: `c${i}` }));
    }
    let pasts = 0;
    let mostPasts = 0;
    const one = (number: number, options: LogsOptions, signal: AbortSignal) =>
      (async function* (): AsyncIterable<readonly LogEntry[]> {
        if (options.follow) return yield* untilAborted(signal);
        mostPasts = Math.max(mostPasts, ++pasts);
        await new Promise((done) => setTimeout(done, 1));
        pasts--;
        yield [
          line(1, `${number}`, { time: nano(number) }),
          line(1, `${number + 1000}`, { time: nano(number + 1000) }),
        ];
      })();
    fake.logs = ({ kind, id }, options, signal) =>
      kind === 'container' ? one(Number(id.slice(1)), options, signal) : untilAborted(signal);
    const { seen, texts } = feed(fake, { kind: 'service', id: 's1', name: 'api' });
    await until(() => texts().length >= 200, 'the past');
    const numbers = texts().map(Number);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    await until(() => fake.logCalls.filter(({ options }) => options.follow).length > 100, 'what follows');
    assert.ok(mostPasts <= 6, `${mostPasts} at once`);
    const followed = fake.logCalls.filter(({ options }) => options.follow);
    // A hundred by themselves, the others in one stream through the manager.
    assert.deepEqual(
      [followed.length, followed.filter(({ source }) => source.kind === 'service').length, seen.sources.length],
      [101, 1, 200],
    );
  });

  it('forgets tasks that are gone: an open panel does not grow over night', async () => {
    const fake = fakeCluster();
    const touched: string[] = [];
    fake.set(node('n1'));
    for (let i = 0; i < 30; i++) {
      const created = new Date(Date.now() + i).toISOString();
      fake.set(container({ id: `c${i}`, name: `api.1.t${i}`, state: 'exited', exitCode: 1 }));
      fake.set(task({ id: `t${i}`, containerId: `c${i}`, createdAt: created, state: 'failed', exitCode: 1 }));
    }
    fake.logs = ({ id }) =>
      (async function* (): AsyncIterable<readonly LogEntry[]> {
        touched.push(id);
        yield [line(1, id)];
      })();
    const { seen, state } = feed(fake, { kind: 'service', id: 's1', name: 'api' });
    await until(() => state()?.type === 'ended', 'the end');
    for (let i = 0; i < 29; i++) {
      fake.remove('task', `t${i}`);
      fake.remove('container', `c${i}`);
    }
    await new Promise((done) => setTimeout(done, 60));
    assert.equal(seen.sources.length, 1, 'all tries of a slot on one node are one source');
    // Had they been kept they would count as read.
    assert.equal(touched.filter((id) => id === 'c0').length, 1);
    fake.set(container({ id: 'c0', name: 'api.1.t0', state: 'exited', exitCode: 1 }));
    fake.set(task({ id: 't0', containerId: 'c0', createdAt: at(0), state: 'failed', exitCode: 1 }));
    await until(() => touched.filter((id) => id === 'c0').length === 2, 'it is read anew');
  });
});

const nano = (nanos: number) => `2026-01-01T00:00:02.${String(nanos).padStart(9, '0')}Z`;
