// Three managers of a swarm of their own: the majority lost and found, and lost for good; as the picture and the plans tell it.

import assert from 'node:assert/strict';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { connectEngine } from '../../src/engine/connectEngine';
import type { EngineError } from '../../src/engine/engineError';
import { availabilityPlan, removeNodePlan, rolePlan } from '../../src/operations/nodePlans';
import { initPlan, joinPlan } from '../../src/operations/swarmEntry';
import { readKey, rotatePlan } from '../../src/operations/swarmKeys';
import { leavePlan } from '../../src/operations/swarmLeave';
import { recoveryPlan } from '../../src/operations/swarmRecovery';
import { until } from '../cluster/until';
import { engineRequest, lab, managerUrl } from '../support/lab';
import { clearSpare, run, type SpareNode, spareNodes } from './swarmLab';

const patienceMs = 90_000;

describe('three managers', function () {
  this.timeout(300_000);
  let all: SpareNode[] = [];
  let cluster: Cluster;
  let stopped = false;
  const at = (index: number) => {
    const node = all[index];
    assert(node);
    return node;
  };

  before(async () => {
    all = await spareNodes(3);
    const [first, ...others] = all;
    assert(first);
    await run(initPlan(first.engine, { advertiseAddress: first.address }));
    const token = await readKey(first.engine, 'manager');
    const remote = `${first.address}:2377`;
    for (const { engine } of others) await run(joinPlan(engine, { remote, token, role: 'manager' }));
    const address = { type: 'unix' as const, path: first.socket };
    cluster = createCluster({
      resolve: async () => ({ address, url: first.url, label: 'lab', origin: 'chosen' }),
      connect: connectEngine,
      log: () => undefined,
      tuning: { recheckMs: 1_000, keepAliveMs: 4_000, retryMaxMs: 2_000 },
    });
    cluster.watch({ tasks: true });
    await cluster.ready();
    await until('three reachable managers', allReachable, patienceMs);
  });
  after(async () => {
    cluster?.dispose();
    // Together they are a majority again; one alone would wait 20 s for a leader before it answers.
    if (stopped) await Promise.all(all.slice(1).map(({ name }) => lab('startEngine', { node: name })));
    await clearSpare(all, managerUrl());
  });

  const nodes = async () => (await at(0).engine.list('node')).items;
  async function allReachable(): Promise<boolean> {
    const managers = (await nodes().catch(() => [])).filter((node) => node.reachability === 'reachable');
    return managers.length === 3;
  }
  const swarmGaps = () => cluster.gaps.filter((gap) => gap.part === 'swarm');
  const around = async () => ({ engine: at(0).engine, nodes: await nodes(), tasks: [] });

  it('say what one fewer means, before a demotion, a removal and a leave', async () => {
    const last = (await nodes()).find((node) => node.name === at(2).hostname);
    assert(last);
    const words = '3 managers → 2: a single failure will stop the swarm.';
    assert.deepEqual(rolePlan(last, 'worker', await around()).warnings, [words]);
    assert.equal(removeNodePlan(last, true, await around()).warnings[0], words);
    assert.equal((await leavePlan(at(2).engine, false)).plan.warnings[0], words);
  });

  it('lose their majority: the picture says so, every change is refused with why, and all is back with it', async () => {
    const known = await around();
    const [own] = known.nodes.filter((node) => node.name === at(0).hostname);
    assert(own);
    for (const { name } of all.slice(1)) await lab('freezeEngine', { node: name });
    try {
      await until('no leader', () => swarmGaps()[0]?.reason === 'noLeader', patienceMs);
      assert.equal(cluster.status.type, 'live');
      assert.equal(cluster.all('node')?.size, 3, 'what was known stays');
      const noLeader = (error: EngineError) => {
        assert.equal(error.reason, 'noLeader');
        assert.match(error.message, /Bring back enough managers for a majority, or recover the swarm/);
        return true;
      };
      await assert.rejects(run(rotatePlan(at(0).engine, 'worker')), noLeader);
      await assert.rejects(run(availabilityPlan(own, 'pause', known)), noLeader);
      await assert.rejects(run(rolePlan(own, 'worker', known)), noLeader);
      const { plan, destroys } = await leavePlan(at(0).engine, false);
      assert(destroys);
      assert.match(plan.warnings.join(' '), /no leader.*is lost with it.*Recover Swarm/);
      const recovery = await recoveryPlan(at(0).engine);
      assert.match(recovery.warnings[0] ?? '', /^Wait for the other managers instead/);
    } finally {
      for (const { name } of all.slice(1)) await lab('thawEngine', { node: name });
    }
    await until('a leader', () => swarmGaps().length === 0 && cluster.all('node')?.size === 3, patienceMs);
    await until('three reachable managers again', allReachable, patienceMs);
    await assert.rejects(recoveryPlan(at(0).engine), /has a leader and needs no recovery/);
  });

  it('lose it for good: one goes on alone, with everything the swarm held', async () => {
    await engineRequest(at(0).url, 'POST', '/secrets/create', { Name: 'kept', Data: 'eA==' });
    await until(
      'the secret everywhere',
      async () => (await at(0).engine.list('secret')).items.length === 1,
      patienceMs,
    );
    for (const { name } of all.slice(1)) await lab('stopEngine', { node: name, signal: 'SIGKILL' });
    stopped = true;
    await until('no leader', () => swarmGaps()[0]?.reason === 'noLeader', patienceMs);
    await run(await recoveryPlan(at(0).engine));
    await until('a picture again', () => swarmGaps().length === 0 && cluster.all('secret')?.size === 1, patienceMs);
    const managers = (await nodes()).filter((node) => node.reachability === 'reachable');
    assert.deepEqual(
      managers.map((node) => [node.name, node.leader]),
      [[at(0).hostname, true]],
    );
    const gone = (await nodes()).filter((node) => node.name !== at(0).hostname);
    for (const node of gone) await run(removeNodePlan(node, true, await around()));
    assert.equal((await nodes()).length, 1);
  });
});
