// A node that falls silent or goes away: what is known stays, what is missing is named, and nothing waits for ever.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { systemClock } from '../../src/cluster/clock';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { createNodeRoutes, type NodeRoutes } from '../../src/cluster/nodeRoutes';
import { routeMemory } from '../../src/cluster/routeMemory';
import { findContainer } from '../../src/commands/containerTarget';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Engine } from '../../src/engine/engine';
import { choiceOf, endpointOfChoice } from '../../src/engine/resolveEndpoint';
import { realSurroundings } from '../../src/engine/surroundings';
import { feedLogs } from '../../src/feeds/logs/logFeed';
import { createStatsBook } from '../../src/feeds/stats/statsBook';
import type { Gap } from '../../src/model/gap';
import type { SwarmNode } from '../../src/model/swarmNode';
import { availabilityPlan } from '../../src/operations/nodePlans';
import { type Plan, runPlan } from '../../src/operations/plan';
import { forceUpdatePlan } from '../../src/operations/servicePlans';
import type { StatsOverview } from '../../src/protocol/stats';
import type { Disposable } from '../../src/util/disposable';
import { statsPanel } from '../../src/views/panels/statsPanel';
import { plainStats } from '../feeds/stats/samples';
import { engineRequest, lab, managerUrl, workerUrl } from '../support/lab';
import { realEngine, uniqueName, until, workshop } from './callsSupport';
import { clearSpare, type SpareNode, spareNodes } from './swarmLab';

describe('a node that falls silent', function () {
  this.timeout(180_000);
  const made = workshop(managerUrl);
  let engine: Engine;
  let cluster: Cluster;
  let interest: Disposable;
  let routes: NodeRoutes;
  let worker: SwarmNode;
  let spare: readonly SpareNode[] = [];

  const resolve = (address: string) => endpointOfChoice(choiceOf(address), 'chosen', realSurroundings());
  before(async () => {
    engine = await realEngine(managerUrl());
    cluster = createCluster({ resolve: () => resolve(managerUrl()), connect: connectEngine, log: () => undefined });
    interest = cluster.watch({ tasks: true });
    await cluster.ready();
    worker = (await nodes()).find(({ role }) => role === 'worker') ?? assert.fail('no worker');
    const stored = new Map<string, unknown>();
    routes = createNodeRoutes({
      cluster,
      connect: connectEngine,
      resolve,
      settings: () => ({ nodes: { [worker.name]: workerUrl() }, template: '', user: 'root' }),
      memory: routeMemory({
        get: <T>(key: string) => stored.get(key) as T | undefined,
        update: async (key, value) => void stored.set(key, value),
      }),
      clock: systemClock,
      log: () => undefined,
    });
  });
  afterEach(async () => {
    await lab('thawEngine', { node: 'worker' });
    await until('the worker is back', async () => (await node(worker.id)).state === 'ready');
    const active = availabilityPlan(await node(worker.id), 'active', await around());
    await runPlan(active, AbortSignal.timeout(20_000), () => undefined);
    await made.clear();
  });
  after(async () => {
    await clearSpare(spare, managerUrl());
    routes.dispose();
    interest.dispose();
    cluster.dispose();
    engine.dispose();
  });

  const nodes = async () => (await engine.list('node')).items;
  const node = async (id: string) => (await nodes()).find((one) => one.id === id) ?? assert.fail('it is gone');
  const around = async () => {
    const [tasks, services] = await Promise.all([engine.list('task'), engine.list('service')]);
    const named = tasks.items.map((task) => cluster.get('task', task.id) ?? task);
    return { engine, nodes: await nodes(), tasks: named, services: services.items };
  };
  const create = async (script: string, mode: object, more: object = {}, grace = 1e8) => {
    const name = uniqueName('silent');
    const id = await made.service(
      name,
      { ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', script], StopGracePeriod: grace }, ...more },
      mode,
    );
    await until('all its tasks run', () => isWhole(id, mode));
    return { id, name };
  };
  const isWhole = (id: string, mode: object) => {
    const wanted = 'Global' in mode ? 2 : ((mode as { Replicated: { Replicas: number } }).Replicated.Replicas ?? 1);
    return running(id).length === wanted;
  };
  const running = (id: string) =>
    [...(cluster.all('task')?.values() ?? [])].filter(
      (task) => task.serviceId === id && task.state === 'running' && task.containerId !== undefined,
    );
  const failing = async (plan: Plan, heard: string[] = []) =>
    runPlan(plan, AbortSignal.timeout(120_000), ({ words }) => heard.push(words)).then(
      () => assert.fail('nothing was said'),
      (error: Error) => error.message,
    );
  const talk = 'i=0; while :; do i=$((i+1)); echo line $i; sleep 0.5; done';

  it('costs a service log its own lines, and is named in it', async () => {
    const { id, name } = await create(talk, { Global: {} });
    const writers: string[] = [];
    let gaps: readonly Gap[] = [];
    const abort = new AbortController();
    await lab('freezeEngine', { node: 'worker' });
    let sources: readonly { readonly node?: string }[] = [];
    const feeding = feedLogs(
      cluster,
      [{ kind: 'service', id, name }],
      { tail: 5, routes, retried: () => new Promise(() => undefined) },
      {
        rows: (rows) => {
          for (const row of rows) if (row.type === 'line') writers.push(sources[row.source]?.node ?? '?');
        },
        restarted: () => undefined,
        sources: (next) => {
          sources = next;
        },
        state: () => undefined,
        gaps: (next) => {
          gaps = next;
        },
        log: () => undefined,
      },
      abort.signal,
    );
    await until('the other node writes', () => writers.length > 5);
    assert.equal(writers.includes(worker.name), false);
    await until('the silent node is named', () => gaps.some(({ reason }) => reason === 'nodeDown'));
    assert.match(
      gaps[0]?.message ?? '',
      new RegExp(`^Node ${worker.name} is down: what ${name}\\.${worker.id} wrote there is missing here until`),
    );
    await lab('thawEngine', { node: 'worker' });
    await until('it is heard again', () => writers.includes(worker.name));
    await until('it is no gap any more', () => gaps.length === 0);
    abort.abort();
    await feeding;
  });

  it('costs the stats of a service its own row, which says so', async () => {
    const { id, name } = await create('exec sleep 1000', { Global: {} });
    let overview: Pick<StatsOverview, 'sources'> = { sources: [] };
    const samples = new Map<string, number>();
    const panel = statsPanel([], createStatsBook(), plainStats).create({
      cluster,
      routes,
      target: { kind: 'service', id, name },
      notify: (notice, params) => {
        if (notice === 'overview') overview = params as unknown as StatsOverview;
        else if (notice === 'samples') {
          for (const { containerId } of params as unknown as { containerId: string }[])
            samples.set(containerId, (samples.get(containerId) ?? 0) + 1);
        }
      },
      setGaps: () => undefined,
      openRaw: async () => undefined,
      execute: async () => undefined,
      log: () => undefined,
    });
    try {
      // The test before froze the node, and a route keeps its failure for a while unless a person asks again.
      await until('the worker is reached', async () =>
        routes.engineFor(await node(worker.id), undefined, { again: true }),
      );
      panel.setVisible(true);
      await until('both are measured', () => samples.size === 2);
      const far = running(id).find(({ nodeId }) => nodeId === worker.id)?.containerId ?? assert.fail();
      const near = running(id).find(({ nodeId }) => nodeId !== worker.id)?.containerId ?? assert.fail();
      await lab('freezeEngine', { node: 'worker' });
      const rowOf = (containerId: string) => overview.sources.find((one) => one.containerId === containerId)?.state;
      const state = await until('its row says so', () => {
        const row = rowOf(far);
        return row?.type === 'failed' && row;
      });
      assert.equal(state.message, `No sample for 10 s: the engine of node ${worker.name} does not answer.`);
      const before = samples.get(near) ?? 0;
      await until('the other row goes on', () => (samples.get(near) ?? 0) > before + 1);
      assert.equal(rowOf(near)?.type, 'live');
    } finally {
      panel.dispose();
    }
  });

  it('is named when a task on it is to be entered, while the others are entered at once', async () => {
    const { id } = await create('exec sleep 1000', { Global: {} });
    const far = running(id).find(({ nodeId }) => nodeId === worker.id) ?? assert.fail();
    const near = running(id).find(({ nodeId }) => nodeId !== worker.id) ?? assert.fail();
    await findContainer(cluster, { kind: 'task', id: far.id }, { routes });
    await lab('freezeEngine', { node: 'worker' });
    const ended: string[] = [];
    const note = (name: string) => (value: unknown) => {
      ended.push(name);
      return value;
    };
    const entering = (taskId: string) => findContainer(cluster, { kind: 'task', id: taskId }, { routes });
    const [farOutcome] = await Promise.allSettled([
      entering(far.id).finally(() => note('far')(undefined)),
      entering(near.id).then(note('near')),
    ]);
    assert.deepEqual(ended, ['near', 'far']);
    assert.ok(farOutcome.status === 'rejected');
    // The connection that was open is doubted only once a call on it took too long.
    await assert.rejects(entering(far.id), new RegExp(worker.name));
  });

  it('is drained as far as can be seen when it goes down in the middle', async () => {
    await create('trap "" TERM; while :; do sleep 1; done', { Replicated: { Replicas: 3 } }, {}, 20e9);
    const plan = availabilityPlan(await node(worker.id), 'drain', await around());
    assert.match(plan.warnings.join(' '), /\d tasks? will move: /);
    const heard: string[] = [];
    const failed = failing(plan, heard);
    await until('it waits', () => heard.some((words) => /of \d tasks have left/.test(words)));
    await lab('freezeEngine', { node: 'worker' });
    assert.match(
      await failed,
      new RegExp(
        `^${worker.name} went down while it was drained\\. Its tasks were taken over; whether the old ones ended is not known: `,
      ),
    );
    assert.equal((await node(worker.id)).availability, 'drain');
    assert.ok(heard.some((words) => words.includes('it is down, so')));
  });

  it('does not keep an update waiting for tasks that nobody can see', async () => {
    const { id } = await create('exec sleep 1000', { Replicated: { Replicas: 4 } });
    const read = await engine.get('service', id);
    assert(read.ok);
    await lab('freezeEngine', { node: 'worker' });
    const heard: string[] = [];
    const failed = await runPlan(forceUpdatePlan(read.value, engine), AbortSignal.timeout(120_000), ({ words }) =>
      heard.push(words),
    ).then(
      () => undefined,
      (error: Error) => error.message,
    );
    // Whether swarm ends the update depends on how many of the tasks it had put on that node: it is told either way.
    if (failed !== undefined) {
      assert.match(failed, new RegExp(`waits for a node that does not answer \\(${worker.name} is down: `));
      return;
    }
    assert.ok(
      heard.some((words) => words.includes(`${worker.name} is down: `)),
      heard.at(-1),
    );
    const { items } = await engine.tasksOf({ services: [id], taskIds: [] });
    const up = items.filter(({ state, desiredState }) => state === 'running' && desiredState === 'running');
    assert.deepEqual([up.length, up.some(({ nodeId }) => nodeId === worker.id)], [4, false]);
  });

  it('is drained although a service is removed in the middle', async () => {
    const slow = 'trap "sleep 2; exit" TERM; while :; do sleep 0.2; done';
    const { id } = await create(slow, { Replicated: { Replicas: 3 } }, {}, 20e9);
    const plan = availabilityPlan(await node(worker.id), 'drain', await around());
    const heard: string[] = [];
    const running = runPlan(plan, AbortSignal.timeout(90_000), ({ words }) => heard.push(words));
    await until('it waits', () => heard.some((words) => /of \d tasks have left/.test(words)));
    await engine.swarm.removeService(id);
    await running;
    assert.equal((await node(worker.id)).availability, 'drain');
  });

  it('says which tasks can go nowhere else, before and after', async () => {
    const only = { Placement: { Constraints: ['node.role==worker'] } };
    const { name } = await create('exec sleep 1000', { Replicated: { Replicas: 2 } }, only);
    const plan = availabilityPlan(await node(worker.id), 'drain', await around());
    assert.match(
      plan.warnings.join('\n'),
      new RegExp(
        `2 tasks cannot move and will stop: no other node satisfies node\\.role==worker \\(${name}\\.[12], ${name}\\.[12]\\)\\.`,
      ),
    );
    const message = await failing(plan);
    assert.match(message, new RegExp(`^${worker.name} is drained, but 2 tasks do not run elsewhere: `));
    assert.match(message, /no suitable node \(.*scheduling constraints not satisfied/);
    assert.equal((await node(worker.id)).availability, 'drain');
  });

  it('is told to have been removed while it was drained', async () => {
    spare = await spareNodes(1);
    const [third] = spare;
    assert(third);
    // A spare engine has no images.
    const image = execFileSync('docker', ['-H', managerUrl(), 'save', 'busybox:1.36'], { maxBuffer: 1e8 });
    execFileSync('docker', ['-H', third.url, 'load'], { input: image, stdio: ['pipe', 'ignore', 'inherit'] });
    const { JoinTokens } = (await engineRequest(managerUrl(), 'GET', '/swarm')) as { JoinTokens: { Worker: string } };
    const info = await engine.info();
    await engineRequest(third.url, 'POST', '/swarm/join', {
      ListenAddr: '0.0.0.0:2377',
      RemoteAddrs: info.swarm.remoteManagers.map(({ address }) => address),
      JoinToken: JoinTokens.Worker,
    });
    const joined = await until('it has joined', async () =>
      (await nodes()).find(({ name, state }) => name === third.hostname && state === 'ready'),
    );
    const there = { Placement: { Constraints: [`node.hostname==${third.hostname}`] } };
    await create('trap "" TERM; while :; do sleep 1; done', { Replicated: { Replicas: 1 } }, there, 60e9);
    const heard: string[] = [];
    const failed = failing(availabilityPlan(joined, 'drain', await around()), heard);
    await until('it waits', () => heard.some((words) => /of \d tasks have left/.test(words)));
    await engine.swarm.removeNode(joined.id, { force: true });
    assert.equal(await failed, `${joined.name} was removed from the swarm while it was drained.`);
  });
});
