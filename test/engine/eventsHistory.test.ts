// The history of events against real engines: what they remember, lost connections, other nodes, tasks, health probes.

import assert from 'node:assert/strict';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import type { NodeRouteStatus } from '../../src/cluster/nodeRoutes';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Engine } from '../../src/engine/engine';
import { createEventHistory, type EventHistory } from '../../src/feeds/events/eventHistory';
import type { EventEntry } from '../../src/model/eventEntry';
import { probeTimeMs } from '../../src/model/healthProbe';
import { Emitter } from '../../src/util/emitter';
import { until } from '../cluster/until';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { realEngine, shell, sleeper, uniqueName, workshop } from './callsSupport';
import { cuttingProxy } from './cuttingProxy';

const probed = (script: string) =>
  shell('sleep 1000', { Healthcheck: { Test: ['CMD-SHELL', script], Interval: 1e9, Retries: 1 } });

describe('the history of events of a real engine', () => {
  const made = workshop(managerUrl);
  const ends: (() => unknown)[] = [];
  let far: Engine;

  before(async () => {
    far = await realEngine(workerUrl());
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    await made.clear();
  });
  after(() => far.dispose());

  function start(url: string) {
    const address = { type: 'unix', path: url.replace('unix://', '') } as const;
    const cluster: Cluster = createCluster({
      resolve: async () => ({ address, url, label: 'lab', origin: 'chosen' }),
      connect: connectEngine,
      log: () => undefined,
    });
    const routed = new Emitter<string>((error) => {
      throw error;
    });
    let status: NodeRouteStatus = { type: 'untried' };
    const history: EventHistory = createEventHistory({
      cluster,
      routes: { status: () => status, engineFor: async () => far, onDidChange: routed.event },
      log: () => undefined,
    });
    ends.push(
      () => cluster.dispose(),
      () => history.dispose(),
    );
    const entries = () => history.store.entries.all;
    return {
      ...{ cluster, history, entries },
      of: (id: string) => entries().filter((entry) => entry.id === id),
      connectNode() {
        status = { type: 'connected', via: 'setting' as never, engine: 'worker' };
        routed.fire('');
      },
      async look() {
        cluster.watch({ tasks: true });
        await cluster.ready();
        history.use();
        await until('the past', () => history.state.type === 'ready');
      },
    };
  }

  it('knows the past that the engine remembers, each event once, to the nanosecond', async () => {
    const id = await made.container(shell('exit 3'));
    const { look, of, entries, cluster } = start(managerUrl());
    cluster.watch({ tasks: false });
    await cluster.ready();
    // Heard, and remembered by the engine as well.
    const heard = await made.container(sleeper);
    await until('its start', () => of(heard).some(({ action }) => action === 'start'));
    await look();
    await until('its end', () => of(id).some(({ action }) => action === 'die'));
    assert.deepEqual(
      of(id).map(({ action, tone }) => [action, tone]),
      [
        ['create', 'idle'],
        ['start', 'good'],
        ['die', 'bad'],
      ],
    );
    assert.equal(of(heard).filter(({ action }) => action === 'start').length, 1);
    const key = ({ timeNano, id: of, action, attributes }: EventEntry) =>
      [timeNano, of, action, attributes.container ?? ''].join(' ');
    assert.equal(new Set(entries().map(key)).size, entries().length);
    assert.equal(entries().filter(({ kind, action }) => kind === 'marker' && action === 'begin').length, 1);
    const times = entries().map(({ timeNano }) => timeNano);
    assert.deepEqual(times, [...times].sort());
  });

  it('misses nothing of a lost connection that the engine remembers, and marks as a gap what it does not', async () => {
    const relay = await cuttingProxy(managerUrl());
    ends.push(() => relay.close());
    const id = await made.container(sleeper);
    const { look, of, entries, cluster } = start(relay.url);
    await look();
    const marks = (action: string) => entries().filter((entry) => entry.kind === 'marker' && entry.action === action);
    const cut = async (meanwhile: () => Promise<unknown>) => {
      relay.cut(true);
      await until('away', () => cluster.status.type === 'away');
      await meanwhile();
      relay.heal();
      void cluster.refresh().catch(() => undefined);
    };
    await cut(() => engineRequest(managerUrl(), 'POST', `/containers/${id}/kill`));
    await until('the word that nothing is missing', () => marks('reconnect').length === 1);
    assert.equal(of(id).find(({ action }) => action === 'die')?.attributes.exitCode, '137');
    assert.deepEqual(
      of(id)
        .filter(({ action }) => action === 'kill')
        .map(({ attributes }) => attributes.signal),
      ['9'],
    );
    // More than the 256 that it keeps.
    await cut(async () => {
      for (let i = 0; i < 135; i++) {
        const name = uniqueName('v');
        await engineRequest(managerUrl(), 'POST', '/volumes/create', { Name: name });
        await engineRequest(managerUrl(), 'DELETE', `/volumes/${name}`);
      }
    });
    await until('the gap', () => marks('gap').length === 1);
    const [gap] = marks('gap');
    assert.match(gap?.detail ?? '', /keeps only its last 256 events/);
    assert.ok(BigInt(gap?.attributes.until ?? 0) > BigInt(gap?.attributes.from ?? 0));
    assert.equal(marks('reconnect').length, 1);
  });

  it('hears the containers of a connected node and what became of tasks, in one order', async () => {
    const { look, entries, connectNode } = start(managerUrl());
    await look();
    const name = uniqueName('far');
    const template = { ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', 'exit 4'] } };
    connectNode();
    const service = await made.service(name, {
      ...template,
      RestartPolicy: { Condition: 'none' },
      Placement: { Constraints: ['node.role==worker'] },
    });
    const die = () =>
      entries().find(({ kind, action, name: of }) => kind === 'container' && action === 'die' && of.startsWith(name));
    await until('its end on the worker', () => die());
    const failed = () =>
      entries().find((one) => one.kind === 'task' && one.attributes.serviceId === service && one.action === 'failed');
    await until('the failed task', () => failed());
    assert.ok(die()?.nodeId);
    assert.equal(die()?.attributes.exitCode, '4');
    assert.match(failed()?.detail ?? '', /non-zero exit \(4\)/);
    assert.equal(
      entries().filter((one) => one.kind === 'service' && one.id === service && one.action === 'create').length,
      1,
    );
  });

  it("keeps every result of a health check beyond the engine's five, and reads them when health changes", async () => {
    const { look, history, cluster } = start(managerUrl());
    await look();
    const id = await made.container(probed('echo run $$; exit 1'));
    // Nobody follows it: the change to unhealthy alone brings its log.
    await until('its first results', () => history.probes.of(id)?.status === 'unhealthy');
    ends.push(() => following.dispose());
    const following = history.probes.follow(id, (signal) => cluster.engine(signal));
    await until('more than the engine keeps', () => (history.probes.of(id)?.probes.length ?? 0) >= 9);
    const probes = history.probes.of(id)?.probes ?? [];
    const kept = (await engineRequest(managerUrl(), 'GET', `/containers/${id}/json`)) as {
      State: { Health: { Log: unknown[] } };
    };
    assert.equal(kept.State.Health.Log.length, 5);
    assert.ok(!probes.slice(1).some(({ gapBefore }) => gapBefore));
    const starts = probes.map(({ start }) => probeTimeMs(start));
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.equal(new Set(probes.map(({ output }) => output)).size, probes.length);
    for (const { exitCode, output } of probes) assert.deepEqual([exitCode, /^run \d+/.test(output)], [1, true]);
  });
});
