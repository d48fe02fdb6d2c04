import assert from 'node:assert/strict';
import { systemClock } from '../../src/cluster/clock';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { createNodeRoutes, type NodeRoutes } from '../../src/cluster/nodeRoutes';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Endpoint } from '../../src/engine/endpoint';
import { diagnoseTarget } from '../../src/views/diagnosis/diagnoseTarget';
import { engineRequest, lab, managerUrl } from '../support/lab';

const stamp = `diag${process.pid}`;
const api = `${stamp}-api`;
const db = `${stamp}-db`;
const network = `${stamp}-net`;
const service = `${stamp}-svc`;

describe('diagnosis of real objects', function () {
  this.timeout(60_000);
  let cluster: Cluster;
  let routes: NodeRoutes;

  before(async () => {
    const url = managerUrl();
    const endpoint: Endpoint = {
      address: { type: 'unix', path: url.replace('unix://', '') },
      url,
      label: 'lab',
      origin: 'chosen',
    };
    cluster = createCluster({ resolve: async () => endpoint, connect: connectEngine, log: () => undefined });
    routes = createNodeRoutes({
      cluster,
      connect: connectEngine,
      resolve: async () => endpoint,
      settings: () => ({ nodes: {}, template: '', user: 'root' }),
      memory: { get: () => undefined, set: async () => undefined, forget: async () => undefined },
      clock: systemClock,
      log: () => undefined,
    });
    await request('POST', '/networks/create', { Name: network });
    await create(db, ['sh', '-c', 'trap exit TERM; while :; do sleep 1; done']);
    await create(api, ['sh', '-c', `echo "Error: getaddrinfo ENOTFOUND ${db}"; sleep 0.2; exit 1`], 'always');
    await request('POST', '/services/create', {
      Name: service,
      Mode: { Replicated: { Replicas: 1 } },
      TaskTemplate: {
        ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', `echo "KeyError: 'QUEUE_URL'"; exit 1`] },
        RestartPolicy: { Condition: 'any', Delay: 500_000_000 },
        Placement: { Constraints: ['node.role==worker'] },
      },
    });
  });

  after(async () => {
    routes?.dispose();
    cluster?.dispose();
    await request('DELETE', `/services/${service}`);
    for (const name of [api, db]) await request('DELETE', `/containers/${name}?force=1`);
    await request('DELETE', `/networks/${network}`);
  });

  it('blames the dependency that was stopped, and says nothing against one that runs', async () => {
    await request('POST', `/containers/${db}/stop?t=5`);
    const found = await diagnoseTarget(cluster, routes, { kind: 'container', name: api });
    assert.equal(found.status, 'problem');
    assert.deepEqual([found.findings[0]?.rule, found.findings[0]?.subject.name], ['dependency-down', db]);
    const line = found.findings[0]?.evidence.find(({ source }) => source === 'log');
    assert.match(line?.excerpt ?? '', /ENOTFOUND/);
    // Stopped on purpose is no fault of its own.
    const stopped = await diagnoseTarget(cluster, routes, { kind: 'container', name: db });
    assert.deepEqual([stopped.status, stopped.findings], ['healthy', []]);
    await request('POST', `/containers/${db}/start`);
    const running = await diagnoseTarget(cluster, routes, { kind: 'container', name: db });
    assert.deepEqual(running.findings, []);
  });

  it('reads why tasks fail on a node whose engine is not reached, and says that it was not', async () => {
    const until = Date.now() + 20_000;
    let found = await diagnoseTarget(cluster, routes, { kind: 'service', name: service });
    // At first its task may not have a node yet.
    while (found.findings[0]?.rule !== 'missing-env-var' && Date.now() < until) {
      found = await diagnoseTarget(cluster, routes, { kind: 'service', name: service });
    }
    assert.equal(found.findings[0]?.rule, 'missing-env-var');
    assert.equal(found.findings[0]?.subject.name, service);
    assert(found.gaps.some(({ node }) => node !== undefined));
  });

  it('is honest about what is not there, and about an engine that does not answer', async () => {
    const gone = await diagnoseTarget(cluster, routes, { kind: 'container', name: `${stamp}-nobody` });
    assert.deepEqual([gone.status, gone.gaps[0]?.reason], ['unknown', 'notFound']);
    await lab('freezeEngine', { node: 'manager' });
    try {
      const hurried = await diagnoseTarget(cluster, routes, { kind: 'container', name: db }, { deadlineMs: 300 });
      assert.equal(hurried.status, 'unknown');
      assert(hurried.gaps.length > 0);
    } finally {
      await lab('thawEngine', { node: 'manager' });
    }
  });
});

async function create(name: string, command: readonly string[], restart = 'no'): Promise<void> {
  await request('POST', `/containers/create?name=${name}`, {
    Image: 'busybox:1.36',
    Cmd: command,
    HostConfig: { NetworkMode: network, RestartPolicy: { Name: restart } },
  });
  await request('POST', `/containers/${name}/start`);
}

function request(method: string, path: string, body?: unknown): Promise<unknown> {
  return engineRequest(managerUrl(), method, path, body);
}
