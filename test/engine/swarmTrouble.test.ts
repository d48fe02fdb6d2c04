// A manager that cannot serve its swarm: what the picture says of it, and that it recovers without being asked.
import assert from 'node:assert/strict';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { connectEngine } from '../../src/engine/connectEngine';
import type { EngineError } from '../../src/engine/engineError';
import { until } from '../cluster/until';
import { engineRequest, lab, managerUrl, workerUrl } from '../support/lab';
import { realEngine } from './callsSupport';

const patienceMs = 60_000;
const yes = () => true;
const no = () => false;
const answers = (url: string, path: string): Promise<boolean> => engineRequest(url, 'GET', path).then(yes, no);

interface RawNode {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: { readonly Role: string };
  readonly Description: { readonly Hostname: string };
  readonly ManagerStatus?: { readonly Reachability: string };
}

describe('a swarm in trouble', function () {
  this.timeout(180_000);
  const api = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);
  let cluster: Cluster;

  beforeEach(async () => {
    const url = managerUrl();
    const address = { type: 'unix' as const, path: url.slice(7) };
    cluster = createCluster({
      resolve: async () => ({ address, url, label: 'lab', origin: 'chosen' }),
      connect: connectEngine,
      log: () => undefined,
      tuning: { recheckMs: 1_000, keepAliveMs: 4_000, retryMaxMs: 2_000 },
    });
    cluster.watch({ tasks: true });
    await cluster.ready();
    await until('a picture of the swarm', () => cluster.all('node')?.size === 2, patienceMs);
  });
  afterEach(() => cluster.dispose());

  const swarmGaps = () => cluster.gaps.filter((gap) => gap.part === 'swarm');
  const worker = async (): Promise<RawNode> => {
    const nodes = (await api('GET', '/nodes')) as RawNode[];
    const found = nodes.find((node) => node.Description.Hostname === 'lab-worker');
    assert.ok(found);
    return found;
  };
  const setRole = async (role: 'manager' | 'worker'): Promise<void> => {
    const { ID, Version, Spec } = await worker();
    await api('POST', `/nodes/${ID}/update?version=${Version.Index}`, { ...Spec, Role: role });
  };

  it('that is locked after a restart says so in one sentence, and is back once it is unlocked', async () => {
    const { UnlockKey } = await setAutolock(true);
    await lab('stopEngine', { node: 'manager' });
    await lab('startEngine', { node: 'manager' });
    try {
      await until('locked', () => cluster.info?.swarm.role === 'locked', patienceMs);
      await until('live', () => cluster.status.type === 'live', patienceMs);
      const [gap, ...others] = swarmGaps();
      assert.deepEqual(others, []);
      assert.deepEqual([gap?.reason, gap?.message.includes('locked')], ['locked', true]);
      assert.notEqual(cluster.all('container'), undefined);
      const engine = await realEngine(managerUrl());
      await assert.rejects(engine.list('service'), (error: EngineError) => error.reason === 'locked');
      engine.dispose();
    } finally {
      await api('POST', '/swarm/unlock', { UnlockKey });
    }
    await until('a manager again', () => cluster.info?.swarm.role === 'manager', patienceMs);
    await until('its nodes', () => cluster.all('node')?.size === 2 && swarmGaps().length === 0, patienceMs);
    await setAutolock(false);
  });

  it('without a majority of managers says so in one sentence, and is back when the majority is', async () => {
    await setRole('manager');
    await until('two managers', async () => (await worker()).ManagerStatus?.Reachability === 'reachable', patienceMs);
    // It serves as one, too: a manager that is taken away in the middle of becoming one may never come back.
    await until('the second one to serve', () => answers(workerUrl(), '/nodes'), patienceMs);
    await lab('freezeEngine', { node: 'worker' });
    try {
      await until('no leader', () => swarmGaps()[0]?.reason === 'noLeader', patienceMs);
      assert.equal(swarmGaps().length, 1);
      assert.equal(cluster.status.type, 'live');
      assert.match(swarmGaps()[0]?.message ?? '', /leader/);
      assert.equal(cluster.all('node')?.size, 2, 'what was known stays');
      const engine = await realEngine(managerUrl());
      await assert.rejects(engine.list('service'), (error: EngineError) => error.reason === 'noLeader');
      engine.dispose();
    } finally {
      await lab('thawEngine', { node: 'worker' });
    }
    await until('a leader', () => swarmGaps().length === 0 && cluster.all('node')?.size === 2, patienceMs);
    await until('demoted', () => setRole('worker').then(yes, no), patienceMs);
    await until('a worker again', async () => !(await answers(workerUrl(), '/nodes')), patienceMs);
    await until('its ready node', async () => (await worker()).ManagerStatus === undefined, patienceMs);
  });

  async function setAutolock(on: boolean): Promise<{ UnlockKey: string }> {
    await until('a swarm that takes changes', async () => {
      const swarm = (await api('GET', '/swarm')) as { Version: { Index: number }; Spec: Record<string, unknown> };
      const spec = { ...swarm.Spec, EncryptionConfig: { AutoLockManagers: on } };
      return api('POST', `/swarm/update?version=${swarm.Version.Index}`, spec).then(yes, no);
    });
    return (await api('GET', '/swarm/unlockkey')) as { UnlockKey: string };
  }
});
