import assert from 'node:assert/strict';
import type { LogEntry, LogsOptions } from '../../../src/engine/engine';
import type { RoutesForReading } from '../../../src/feeds/logs/nodeEngines';
import { HumanError } from '../../../src/model/humanError';
import type { PanelTarget } from '../../../src/protocol/panel';
import { Emitter } from '../../../src/util/emitter';
import { node, service } from '../../cluster/objects';
import { container, fakeCluster, task, until, untilAborted } from '../../views/panels/fakeCluster';
import { at, line, nano, routesTo, useFeeds } from './feedRig';

describe('feedLogs over tasks and nodes', () => {
  const feed = useFeeds();

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

  it('says why a service that is read through the manager has no lines where its logs are thrown away', async () => {
    const fake = fakeCluster();
    fake.set(service('s1', { name: 'api', logDriver: 'none' }));
    fake.set(task({ nodeId: 'n2', containerId: 'c2' }));
    const silent = feed(fake, { kind: 'service', id: 's1', name: 'api' });
    await until(() => silent.seen.empty !== undefined, 'the reason');
    assert.match(silent.seen.empty?.why ?? '', /^api uses the logging driver none/);

    fake.set(service('s1', { name: 'api' }));
    const quiet = feed(fake, { kind: 'service', id: 's1', name: 'api' });
    await until(() => quiet.seen.empty !== undefined, 'the reason');
    assert.match(quiet.seen.empty?.why ?? '', /^api has written nothing yet/);
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
