import assert from 'node:assert/strict';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import type { Tuning } from '../../src/cluster/tuning';
import { connectEngine } from '../../src/engine/connectEngine';
import { type SimEngine, type SimOptions, startSimEngine } from '../sim/simEngine';
import { simContainer, simId } from '../sim/simState';
import { failTask, fillSwarm, serviceEvent } from '../sim/simSwarm';
import { until } from './until';

describe('the live picture over the wire', function () {
  // Sizes, not times, are what counts here; a busy machine may take its time.
  this.timeout(60_000);
  const open: { cluster: Cluster; sim: SimEngine }[] = [];

  afterEach(async () => {
    for (const { cluster, sim } of open.splice(0)) {
      cluster.dispose();
      await sim.dispose();
    }
  });

  async function start(options: SimOptions, tuning: Partial<Tuning> = {}) {
    const sim = await startSimEngine(options);
    const log: string[] = [];
    const cluster = createCluster({
      resolve: async (chosen) => chosen ?? sim.endpoint,
      connect: connectEngine,
      log: (line) => log.push(line),
      tuning: { retryFirstMs: 20, retryMaxMs: 100, ...tuning },
    });
    open.push({ cluster, sim });
    return { sim, cluster, log };
  }

  for (const listen of ['unix', 'tcp'] as const) {
    it(`shows 10,000 containers over ${listen}`, async () => {
      const { cluster } = await start({ containers: 10_000, listen });
      await cluster.ready();
      assert.equal(cluster.all('container')?.size, 10_000);
      assert.equal(cluster.snapshot()?.containers.length, 10_000);
      assert.deepEqual(cluster.gaps, []);
    });
  }

  it('follows events of a large engine one object at a time', async () => {
    const { sim, cluster } = await start({ containers: 1000 }, { lagMs: 0 });
    cluster.watch({ tasks: false });
    await cluster.ready();
    const lists = () => sim.requests.filter((path) => path.startsWith('/containers/json')).length;
    await until('the second look at containers', () => lists() === 2);
    sim.requests.length = 0;
    sim.die(simId(7), 137);
    await until('the exit code', () => cluster.get('container', simId(7))?.exitCode === 137);
    await until('the inspect', () => sim.requests.length > 0);
    assert.deepEqual(sim.requests, [`/containers/${simId(7)}/json`]);
  });

  it('follows one task among 10,000 without reading the others again', async () => {
    const { sim, cluster } = await start({});
    fillSwarm(sim, { nodes: 1000, services: 500, tasks: 10_000 });
    cluster.watch({ tasks: true });
    await cluster.ready();
    assert.equal(cluster.all('task')?.size, 10_000);
    assert.equal(cluster.all('node')?.size, 1000);
    const { failed, next } = failTask(sim, 77);
    sim.requests.length = 0;
    sim.emit(serviceEvent(sim, 3));
    await until('the failed task', () => cluster.get('task', String(failed.ID))?.state === 'failed');
    assert.equal(cluster.get('task', String(next.ID))?.state, 'starting');
    assert.equal(cluster.all('task')?.size, 10_001);
    assert.equal(sim.requests.includes('/tasks'), false, sim.requests.join('\n'));
    assert.deepEqual(cluster.gaps, []);
  });

  it('is right although the list lags behind a die event', async () => {
    const { sim, cluster } = await start({ containers: 3 });
    sim.listLagMs = 400;
    cluster.watch({ tasks: false });
    await cluster.ready();
    const wrong: string[] = [];
    sim.die(simId(1));
    await until('the event', () => cluster.get('container', simId(1))?.state === 'exited');
    cluster.onDidChange(() => wrong.push(cluster.get('container', simId(1))?.state ?? 'gone'));
    await cluster.refresh();
    await until('a second look', () => sim.requests.filter((path) => path.startsWith('/containers/json')).length >= 3);
    assert.equal(cluster.get('container', simId(1))?.state, 'exited');
    assert.equal(wrong.includes('running'), false);
  });

  it('shows all of a storm of 1,000 events at once', async () => {
    const { sim, cluster } = await start({ containers: 1000 });
    cluster.watch({ tasks: false });
    await cluster.ready();
    for (const id of [...sim.containers.keys()]) sim.die(id);
    const exited = () => [...(cluster.all('container')?.values() ?? [])].filter((one) => one.state === 'exited').length;
    await until('all to be shown', () => exited() === 1000);
    await until(
      'all to be read again',
      () => new Set(sim.requests.filter((path) => path.includes('0000'))).size === 1000,
    );
    assert.deepEqual(cluster.gaps, []);
  });

  it('gives one odd container a row', async () => {
    const { sim, cluster } = await start({ containers: 3 });
    sim.add({ ...simContainer(50, Date.now()), odd: { Id: 5 } });
    await cluster.ready();
    assert.equal(cluster.all('container')?.size, 3);
    assert.equal(cluster.unreadable('container').length, 1);
    assert.equal(cluster.snapshot()?.unreadable.length, 1);
  });

  for (const fault of [
    { type: 'status', code: 500, message: 'database is locked' },
    { type: 'halfJson' },
    { type: 'cut' },
    { type: 'hang' },
  ] as const) {
    it(`survives a list that answers with ${fault.type}, says so, and recovers`, async () => {
      const { sim, cluster } = await start({ containers: 3 }, { listDeadlineMs: 300, recheckMs: 50 });
      sim.faults.set('/images/json', fault);
      cluster.watch({ tasks: false });
      await cluster.ready();
      assert.equal(cluster.all('container')?.size, 3);
      assert.equal(cluster.all('image'), undefined);
      assert.deepEqual(
        cluster.gaps.map((gap) => gap.part),
        ['images'],
      );
      sim.faults.clear();
      await until('the images', () => cluster.all('image') !== undefined);
      assert.deepEqual(cluster.gaps, []);
    });
  }

  it('shows containers while another list is slow', async () => {
    const { sim, cluster } = await start({ containers: 3 });
    sim.faults.set('/volumes', { type: 'hang' });
    cluster.watch({ tasks: false });
    await until('containers', () => cluster.all('container')?.size === 3);
    assert.equal(cluster.all('volume'), undefined);
  });

  for (const midway of [true, false]) {
    it(`comes back after the event stream ${midway ? 'was cut in the middle of an event' : 'ended'}`, async () => {
      const { sim, cluster } = await start({ containers: 3 });
      cluster.watch({ tasks: false });
      await cluster.ready();
      const words: string[] = [];
      cluster.onDidChangeStatus((status) => words.push(status.type));
      sim.cutEvents(midway);
      await until('live again', () => words.includes('live'));
      assert.equal(words[0], 'away');
      sim.die(simId(0));
      await until('events again', () => cluster.get('container', simId(0))?.state === 'exited');
    });
  }

  it('waits for an engine that refuses, and is right when it returns', async () => {
    const { sim, cluster } = await start({ containers: 3 });
    cluster.watch({ tasks: false });
    await cluster.ready();
    await sim.stop();
    await until('away', () => cluster.status.type === 'away');
    await assert.rejects(cluster.ready(), { name: 'EngineError' });
    assert.equal(cluster.all('container')?.size, 3);
    sim.containers.delete(simId(0));
    sim.add(simContainer(9, Date.now()));
    await sim.start();
    await until('live', () => cluster.status.type === 'live');
    await cluster.ready();
    assert.deepEqual([...(cluster.all('container')?.keys() ?? [])].sort(), [simId(1), simId(2), simId(9)].sort());
  });

  it('switches to another engine and hears no more of the first', async () => {
    const { sim, cluster } = await start({ containers: 3 });
    const other = await startSimEngine({ containers: 1, name: 'other', listen: 'tcp' });
    try {
      cluster.watch({ tasks: false });
      await cluster.ready();
      await cluster.use(other.endpoint);
      sim.die(simId(2));
      assert.equal(cluster.info?.name, 'other');
      assert.equal(cluster.all('container')?.size, 1);
      assert.equal(cluster.status.type === 'live' && cluster.status.endpoint.label, 'other');
    } finally {
      cluster.dispose();
      await other.dispose();
    }
  });
});
