// The live picture against real engines: what happens outside is reflected, without being asked for.
import assert from 'node:assert/strict';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Endpoint } from '../../src/engine/endpoint';
import { serviceProgress } from '../../src/model/serviceProgress';
import { until } from '../cluster/until';
import { engineRequest, lab, managerUrl, workerUrl } from '../support/lab';

const patienceMs = 45_000;

function endpointOf(url: string): Endpoint {
  return { address: { type: 'unix', path: url.replace('unix://', '') }, url, label: 'lab', origin: 'chosen' };
}

async function request(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  return (await engineRequest(managerUrl(), method, path, body)) as Record<string, unknown>;
}

async function createContainer(spec: Record<string, unknown> = {}): Promise<string> {
  const full = { Image: 'busybox:1.36', Cmd: ['sleep', '1000'], StopTimeout: 0, ...spec };
  return String((await request('POST', '/containers/create', full)).Id);
}

describe('the live picture of a real engine', () => {
  const open: Cluster[] = [];
  const containers: string[] = [];
  const services: string[] = [];

  function start(url: string): Cluster {
    const cluster = createCluster({
      resolve: async () => endpointOf(url),
      connect: connectEngine,
      log: () => undefined,
    });
    open.push(cluster);
    return cluster;
  }

  /** A picture of the manager that somebody watches. */
  async function watched(): Promise<Cluster> {
    const cluster = start(managerUrl());
    cluster.watch({ tasks: true });
    await cluster.ready();
    return cluster;
  }

  async function container(spec?: Record<string, unknown>): Promise<string> {
    const id = await createContainer(spec);
    containers.push(id);
    return id;
  }

  async function service(name: string, spec: Record<string, unknown> = {}): Promise<string> {
    const created = await request('POST', '/services/create', {
      Name: name,
      TaskTemplate: { ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'], StopGracePeriod: 1e9 } },
      Mode: { Replicated: { Replicas: 1 } },
      EndpointSpec: { Mode: 'dnsrr' },
      ...spec,
    });
    services.push(String(created.ID));
    return String(created.ID);
  }

  afterEach(async () => {
    for (const cluster of open.splice(0)) cluster.dispose();
    for (const id of services.splice(0)) await request('DELETE', `/services/${id}`);
    for (const id of containers.splice(0)) {
      await request('DELETE', `/containers/${id}?force=1`).catch((error: Error) => {
        if (!/No such container/.test(error.message)) throw error;
      });
    }
  });

  it('lists every part of a manager', async () => {
    const cluster = await watched();
    assert.equal(cluster.status.type, 'live');
    assert.deepEqual(cluster.gaps, []);
    assert.equal(cluster.all('node')?.size, 2);
    const snapshot = cluster.snapshot();
    assert.equal(snapshot?.engine.swarm.role, 'manager');
    assert.equal(
      snapshot?.images.some((image) => image.tags.includes('busybox:1.36')),
      true,
    );
    assert.equal(
      snapshot?.networks.some((network) => network.name === 'ingress'),
      true,
    );
    assert.deepEqual(snapshot?.unreadable, []);
    // The contract: plain data.
    assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
  });

  it('names the manager on a worker, and still shows its containers', async () => {
    const cluster = start(workerUrl());
    await cluster.ready();
    assert.equal(cluster.all('service'), undefined);
    assert.notEqual(cluster.all('container'), undefined);
    const [gap] = cluster.gaps;
    assert.equal(gap?.reason, 'notManager');
    assert.match(gap?.message ?? '', /:2377/);
  });

  it('reflects the life of a container: create, start, pause, rename, die, remove', async () => {
    const cluster = await watched();
    const id = await container();
    const now = () => cluster.get('container', id);
    await until('create', () => now()?.state === 'created');
    await request('POST', `/containers/${id}/start`);
    await until('start', () => now()?.state === 'running');
    await until('its address', () => now()?.networks.some((network) => network.ipv4 !== undefined));
    await request('POST', `/containers/${id}/pause`);
    await until('pause', () => now()?.state === 'paused');
    await request('POST', `/containers/${id}/unpause`);
    await until('unpause', () => now()?.state === 'running');
    await request('POST', `/containers/${id}/rename?name=renamed-by-a-test`);
    await until('rename', () => now()?.name === 'renamed-by-a-test');
    await request('POST', `/containers/${id}/kill?signal=KILL`);
    await until('die', () => now()?.state === 'exited' && now()?.exitCode === 137);
    await request('DELETE', `/containers/${id}`);
    await until('remove', () => now() === undefined);
  });

  it('never shows a dead container as running again, whatever the list says', async () => {
    const cluster = await watched();
    const id = await container();
    await request('POST', `/containers/${id}/start`);
    await until('start', () => cluster.get('container', id)?.state === 'running');
    await request('POST', `/containers/${id}/kill?signal=KILL`);
    await until('die', () => cluster.get('container', id)?.state === 'exited');
    const seen = new Set<string | undefined>();
    cluster.onDidChange(() => seen.add(cluster.get('container', id)?.state));
    for (let round = 0; round < 10; round++) await cluster.refresh();
    assert.equal(cluster.get('container', id)?.state, 'exited');
    assert.equal(seen.has('running'), false);
  });

  it('shows a container that turns unhealthy', async () => {
    const cluster = await watched();
    const probe = { Test: ['CMD', 'false'], Interval: 1e9, Timeout: 1e9, Retries: 1 };
    const id = await container({ Healthcheck: probe });
    await request('POST', `/containers/${id}/start`);
    await until('unhealthy', () => cluster.get('container', id)?.health === 'unhealthy');
  });

  it('shows volumes, networks, secrets and configs as they come and go', async () => {
    const cluster = await watched();
    await request('POST', '/volumes/create', { Name: 'picture-volume' });
    const network = String((await request('POST', '/networks/create', { Name: 'picture-network' })).Id);
    const overlay = String(
      (await request('POST', '/networks/create', { Name: 'picture-overlay', Driver: 'overlay', Attachable: true })).Id,
    );
    const secret = String((await request('POST', '/secrets/create', { Name: 'picture-secret', Data: 'aGk=' })).ID);
    const config = String((await request('POST', '/configs/create', { Name: 'picture-config', Data: 'aGk=' })).ID);
    await until('volume', () => cluster.get('volume', 'picture-volume'));
    await until('network', () => cluster.get('network', network));
    await until('overlay network', () => cluster.get('network', overlay)?.driver === 'overlay');
    await until('secret', () => cluster.get('secret', secret)?.name === 'picture-secret');
    await until('config', () => cluster.get('config', config)?.name === 'picture-config');
    await request('DELETE', '/volumes/picture-volume');
    await request('DELETE', `/networks/${network}`);
    await request('DELETE', `/networks/${overlay}`);
    await request('DELETE', `/secrets/${secret}`);
    await request('DELETE', `/configs/${config}`);
    await until('no volume', () => !cluster.get('volume', 'picture-volume'));
    await until('no network', () => !cluster.get('network', network));
    await until('no overlay network', () => !cluster.get('network', overlay));
    await until('no secret', () => !cluster.get('secret', secret));
    await until('no config', () => !cluster.get('config', config));
  });

  it('shows a tag as it comes and goes', async () => {
    const cluster = await watched();
    const tagged = () =>
      [...(cluster.all('image')?.values() ?? [])].some((image) => image.tags.includes('picture/tag:1'));
    await request('POST', '/images/busybox:1.36/tag?repo=picture/tag&tag=1');
    await until('tag', tagged);
    await request('DELETE', '/images/picture/tag:1');
    await until('no tag', () => !tagged());
    assert.equal(
      [...(cluster.all('image')?.values() ?? [])].some((image) => image.tags.includes('busybox:1.36')),
      true,
    );
  });

  it('shows the tasks of a service that is scaled outside, and its containers', async () => {
    const cluster = await watched();
    const id = await service('picture-scale');
    const progress = () => {
      const found = cluster.get('service', id);
      return found && serviceProgress(found, cluster.all('task')?.values() ?? [], cluster.all('node'));
    };
    await until('1/1', () => progress()?.running === 1 && progress()?.desired === 1, patienceMs);
    const raw = await request('GET', `/services/${id}`);
    const spec = raw.Spec as Record<string, unknown>;
    const { Index } = raw.Version as { Index: number };
    const scaled = { ...spec, Mode: { Replicated: { Replicas: 3 } } };
    await request('POST', `/services/${id}/update?version=${Index}`, scaled);
    await until('3/3', () => progress()?.running === 3 && progress()?.desired === 3, patienceMs);
    const names = [...(cluster.all('task')?.values() ?? [])]
      .filter((one) => one.serviceId === id)
      .map((one) => one.name);
    assert.deepEqual(names.sort(), ['picture-scale.1', 'picture-scale.2', 'picture-scale.3']);
    assert.equal(cluster.get('service', id)?.replicas, 3);
  });

  it('follows an update to its end by events alone', async () => {
    const cluster = start(managerUrl());
    cluster.watch({ tasks: false });
    await cluster.ready();
    const id = await service('picture-update', { UpdateConfig: { Monitor: 1e9 } });
    await until('the service', () => cluster.get('service', id));
    const raw = await request('GET', `/services/${id}`);
    const spec = raw.Spec as { TaskTemplate: Record<string, unknown> };
    const { Index } = raw.Version as { Index: number };
    const forced = { ...spec, TaskTemplate: { ...spec.TaskTemplate, ForceUpdate: 1 } };
    await request('POST', `/services/${id}/update?version=${Index}`, forced);
    await until('updating', () => cluster.get('service', id)?.update?.state === 'updating');
    await until('completed', () => cluster.get('service', id)?.update?.state === 'completed', patienceMs);
  });

  it('shows a node whose engine froze as down, and as ready when it returns', async () => {
    const cluster = await watched();
    const worker = () => [...(cluster.all('node')?.values() ?? [])].find((node) => node.role === 'worker');
    await until('the worker to be ready', () => worker()?.state === 'ready', patienceMs);
    await lab('freezeEngine', { node: 'worker' });
    try {
      await until('down', () => worker()?.state === 'down', patienceMs);
    } finally {
      await lab('thawEngine', { node: 'worker' });
    }
    await until('ready', () => worker()?.state === 'ready', patienceMs);
  });

  it('is away while the engine is restarted, then live with the picture right', async () => {
    const cluster = start(workerUrl());
    cluster.watch({ tasks: false });
    await cluster.ready();
    const spec = { Image: 'busybox:1.36', Cmd: ['sleep', '1000'] };
    const id = String(((await engineRequest(workerUrl(), 'POST', '/containers/create', spec)) as { Id: string }).Id);
    try {
      await engineRequest(workerUrl(), 'POST', `/containers/${id}/start`);
      await until('start', () => cluster.get('container', id)?.state === 'running');
      await lab('stopEngine', { node: 'worker' });
      await until('away', () => cluster.status.type === 'away');
      assert.equal(cluster.get('container', id)?.name !== undefined, true);
      assert.equal(
        cluster.gaps.some((gap) => gap.part === 'engine'),
        true,
      );
      await lab('startEngine', { node: 'worker' });
      await until('live', () => cluster.status.type === 'live', patienceMs);
      await cluster.ready();
      await until('exited', () => cluster.get('container', id)?.state === 'exited');
      assert.equal(
        cluster.gaps.some((gap) => gap.part === 'engine'),
        false,
      );
    } finally {
      await engineRequest(workerUrl(), 'DELETE', `/containers/${id}?force=1`);
    }
  });
});
