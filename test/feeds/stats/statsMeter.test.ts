import assert from 'node:assert/strict';
import type { NodeRouteStatus } from '../../../src/cluster/nodeRoutes';
import { createStatsMeter } from '../../../src/feeds/stats/statsMeter';
import { wantedSources } from '../../../src/feeds/stats/statsSources';
import type { StatsSample } from '../../../src/model/statsSample';
import { panelHeader } from '../../../src/views/panels/panelHeader';
import { node } from '../../cluster/objects';
import { container, fakeCluster, task, until, untilAborted } from '../../views/panels/fakeCluster';

const sample: StatsSample = {
  at: '2026-01-01T00:00:00Z',
  onlineCpus: 2,
  memoryBytes: 1,
  cacheBytes: 0,
  networkRxBytes: 0,
  networkTxBytes: 0,
  blockReadBytes: 0,
  blockWriteBytes: 0,
  pids: 1,
};

describe('wantedSources', () => {
  it('names the tasks that run on other nodes instead of leaving them out', () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.set(task());
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, nodeId: 'n2', containerId: 'c2' }));
    fake.set(task({ id: 't3', name: 'api.3', slot: 3, nodeId: 'n2', containerId: 'c3' }));
    fake.set(task({ id: 'old', name: 'api.1', state: 'failed', desiredState: 'shutdown' }));
    const { sources, gaps, empty } = wantedSources(fake.cluster, { kind: 'service', id: 's1', name: 'api' });
    assert.deepEqual(sources, [{ containerId: 'c1', name: 'api.1' }]);
    assert.equal(gaps.length, 1);
    assert.match(gaps[0]?.message ?? '', /api\.2, api\.3 run on n2/);
    assert.equal(empty, undefined);
  });

  it('says where a task runs when it is not here', () => {
    const fake = fakeCluster();
    fake.set(task({ nodeId: 'n2', containerId: 'c9' }));
    const { sources, gaps, empty } = wantedSources(fake.cluster, { kind: 'task', id: 't1', name: 'api.1' });
    assert.deepEqual(sources, []);
    assert.match(gaps[0]?.message ?? '', /api\.1 runs on n2\. Connect to that node/);
    assert.match(empty?.why ?? '', /engine that runs api\.1 is not reached/);
  });

  it('measures a task on another node when a way is known, until it fails', () => {
    const fake = fakeCluster();
    fake.set(task({ nodeId: 'n2', containerId: 'c9' }));
    fake.set(node('n2', { name: 'worker' }));
    let status: NodeRouteStatus = { type: 'untried' };
    const wanted = () =>
      wantedSources(
        fake.cluster,
        { kind: 'task', id: 't1', name: 'api.1' },
        { knows: () => true, status: () => status },
      );
    const far = [{ containerId: 'c9', name: 'api.1', far: { nodeId: 'n2', taskId: 't1' } }];
    assert.deepEqual(wanted().sources, far);
    status = { type: 'failed', via: 'dockhound.nodes', error: 'The key is unknown.' };
    const { sources, gaps } = wanted();
    assert.deepEqual(sources, []);
    assert.match(gaps[0]?.message ?? '', /api\.1 runs on worker\. .*The key is unknown/);
    const header = panelHeader(fake.cluster, { kind: 'task', id: 't1', name: 'api.1' }, 'stats', gaps);
    assert.ok(header.actions.some(({ command }) => command === 'dockhound.node.connect'));
    status = { type: 'connected', via: 'dockhound.nodes', engine: 'ssh://w' };
    assert.deepEqual(wanted().sources, far);
  });

  it('does not take unknown tasks for none', () => {
    const { empty } = wantedSources(fakeCluster().cluster, { kind: 'service', id: 's1', name: 'api' });
    assert.match(empty?.why ?? '', /not known/);
  });
});

describe('createStatsMeter', () => {
  it('streams only while it is looked at', async () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.stats = async function* (_, signal) {
      yield sample;
      yield* untilAborted(signal);
    };
    const meter = createStatsMeter(fake.cluster, 'c1', 'api', {
      sample: () => undefined,
      changed: () => undefined,
      log: () => undefined,
    });
    meter.sync(false);
    assert.equal(fake.statsCalls.length, 0);
    meter.sync(true);
    await until(() => meter.state.type === 'live', 'a reading');
    meter.sync(false);
    assert.ok(fake.statsCalls[0]?.signal.aborted);
    assert.equal(meter.history.length, 1);
    meter.sync(true);
    await until(() => meter.history.length === 2 || fake.statsCalls.length === 2, 'the stream again');
    meter.dispose();
    assert.ok(fake.statsCalls.every((call) => call.signal.aborted));
  });

  it('says that the container has ended, and measures it again when it runs again', async () => {
    const fake = fakeCluster();
    fake.set(container({ state: 'exited', exitCode: 3 }));
    fake.stats = async function* (_, signal) {
      yield sample;
      yield* untilAborted(signal);
    };
    const meter = createStatsMeter(fake.cluster, 'c1', 'api', {
      sample: () => undefined,
      changed: () => undefined,
      log: () => undefined,
    });
    meter.sync(true);
    assert.ok(meter.state.type === 'ended' && meter.state.message.includes('exited with code 3'));
    assert.equal(fake.statsCalls.length, 0);
    fake.set(container());
    meter.sync(true);
    await until(() => meter.state.type === 'live', 'a reading');
    meter.dispose();
  });

  it('says of a silent engine which one it is, and goes on when it is heard again', async () => {
    const fake = fakeCluster();
    let speak: () => void = () => undefined;
    const heard = new Promise<void>((done) => {
      speak = done;
    });
    fake.stats = async function* (_, signal) {
      yield sample;
      await heard;
      yield sample;
      yield* untilAborted(signal);
    };
    const told: string[] = [];
    const listener = {
      sample: () => undefined,
      changed: () => {
        told.push(meter.state.type === 'failed' ? meter.state.message : meter.state.type);
      },
      log: () => undefined,
    };
    const far = { node: 'worker', engine: () => fake.cluster.engine(), runs: () => true };
    const meter = createStatsMeter(fake.cluster, 'c9', 'api.1', listener, far, 50);
    meter.sync(true);
    await until(() => told.length === 2, 'the silence is told');
    speak();
    await until(() => told.length > 2, 'it is heard again');
    assert.deepEqual(told.slice(0, 3), [
      'live',
      'No sample for 0.05 s: the engine of node worker does not answer.',
      'live',
    ]);
    meter.dispose();
    assert.equal(fake.statsCalls.length, 1);
  });

  it('keeps a bounded history', async () => {
    const fake = fakeCluster();
    fake.set(container());
    let sent = 0;
    fake.stats = async function* (_, signal) {
      for (; sent < 3000; sent++) yield sample;
      yield* untilAborted(signal);
    };
    const meter = createStatsMeter(fake.cluster, 'c1', 'api', {
      sample: () => undefined,
      changed: () => undefined,
      log: () => undefined,
    });
    meter.sync(true);
    await until(() => sent === 3000, 'all readings');
    assert.ok(meter.history.length <= 720);
    meter.dispose();
  });
});
