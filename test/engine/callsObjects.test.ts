// Every kind of object, listed and read one by one, from real engines.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { type ObjectKind, objectKinds } from '../../src/model/objects';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { realEngine, shell, sleeper, uniqueName, until, workshop } from './callsSupport';

describe('objects of a real engine', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  let worker: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
    worker = await realEngine(workerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
    worker.dispose();
  });

  async function listed<K extends ObjectKind>(kind: K, id: string) {
    const { items, unreadable } = await engine.list(kind);
    assert.deepEqual(unreadable, []);
    const item = items.find((each) => each.id === id);
    assert.ok(item, `${kind} ${id} is not listed`);
    return item;
  }

  async function got<K extends ObjectKind>(kind: K, id: string) {
    const read = await engine.get(kind, id);
    assert.ok(read.ok);
    return read.value;
  }

  it('tells itself and its place in the swarm', async () => {
    const info = await engine.info();
    assert.equal(info.name, 'lab-manager');
    // No context named it, so its own name does.
    assert.equal(info.label, 'lab-manager');
    assert.equal(engine.label, 'lab-manager');
    assert.match(info.id, /./);
    assert.match(info.serverVersion, /^\d+\.\d+/);
    assert.equal(info.osType, 'linux');
    assert.ok((info.memoryBytes ?? 0) > 1e6);
    assert.equal(info.swarm.role, 'manager');
    assert.ok((info.swarm.nodes ?? 0) >= 2);
    const other = await worker.info();
    assert.equal(other.swarm.role, 'worker');
    assert.equal(other.swarm.nodes, undefined);
    assert.equal(other.swarm.remoteManagers[0]?.nodeId, info.swarm.nodeId);
    await engine.ping();
  });

  it('lists what it reads singly, container for container', async () => {
    const name = uniqueName('both');
    const id = await made.container(
      shell('echo a b; sleep 1000', {
        Labels: { 'com.docker.compose.project': 'shop', odd: '<b>\u202e\u001b[31m\n' },
        ExposedPorts: { '80/tcp': {}, '81/tcp': {} },
        HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '' }] }, Binds: ['/tmp:/host:ro'] },
      }),
      { name },
    );
    const one = await listed('container', id);
    const whole = await got('container', id);
    assert.equal(one.name, name);
    assert.equal(one.composeProject, 'shop');
    assert.equal(one.labels.odd, '<b>\u202e\u001b[31m\n');
    assert.equal(one.state, 'running');
    assert.equal(one.health, 'none');
    const { since, ...rest } = one;
    const { since: exactSince, oomKilled, restartCount, ...wholeRest } = whole;
    assert.equal(oomKilled, false);
    assert.equal(restartCount, 0);
    assert.ok(Math.abs(Date.parse(since ?? '') - Date.parse(exactSince ?? '')) < 5000);
    // The list rounds the time of creation to seconds and names no aliases; else the two are the same.
    const plain = (container: typeof rest) => ({
      ...container,
      createdAt: container.createdAt?.slice(0, 19),
      ports: [...container.ports].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
      networks: container.networks.map((network) => ({ ...network, aliases: [] })),
    });
    assert.deepEqual(plain(rest), plain(wholeRest));
    assert.ok(rest.ports.some((port) => port.privatePort === 80 && port.publicPort));
    assert.ok(rest.ports.some((port) => port.privatePort === 81 && !port.publicPort));
    assert.deepEqual(rest.mounts, [{ type: 'bind', target: '/host', readOnly: true, source: '/tmp' }]);
  });

  it('tells health and exit code from list and inspect alike', async () => {
    const check = (test: string) => ({ Healthcheck: { Test: ['CMD-SHELL', test], Interval: 2e8, Retries: 1 } });
    const healthy = await made.container(shell('sleep 1000', check('true')));
    const ill = await made.container(shell('sleep 1000', check('false')));
    const ended = await made.container(shell('exit 3'));
    const broken = await made.container({ Image: 'busybox:1.36', Cmd: ['no-such-program'] }, { start: false });
    await assert.rejects(engineRequest(managerUrl(), 'POST', `/containers/${broken}/start`));
    await until('all three', async () => {
      const states = [(await listed('container', healthy)).health, (await listed('container', ill)).health];
      return states.join() === 'healthy,unhealthy' && (await listed('container', ended)).state === 'exited';
    });
    assert.equal((await got('container', healthy)).health, 'healthy');
    assert.equal((await got('container', ill)).health, 'unhealthy');
    for (const container of [await listed('container', ended), await got('container', ended)]) {
      assert.equal(container.exitCode, 3);
      assert.ok(Date.parse(container.since ?? '') > 0);
    }
    assert.equal((await listed('container', broken)).state, 'created');
    const told = await got('container', broken);
    assert.equal(told.exitCode, 127);
    assert.match(told.startError ?? '', /executable file not found/);
  });

  it('lists services, tasks and nodes as swarm tells them', async () => {
    const [secretName, configName] = [uniqueName('s'), uniqueName('k')];
    const secret = await post('/secrets/create', { Name: secretName, Data: 'cw==', Labels: { a: 'b' } });
    const config = await post('/configs/create', { Name: configName, Data: 'cw==' });
    made.later(`/secrets/${secret}`);
    made.later(`/configs/${config}`);
    const network = (await engineRequest(managerUrl(), 'POST', '/networks/create', {
      Name: uniqueName('n'),
      Driver: 'overlay',
      Options: { encrypted: '' },
      IPAM: { Config: [{ Subnet: '10.77.0.0/24' }] },
    })) as { Id: string };
    made.later(`/networks/${network.Id}`);
    const name = uniqueName('svc');
    const id = await made.service(name, {
      ContainerSpec: {
        Image: 'busybox:1.36',
        Command: ['sh', '-c', 'sleep 1000'],
        Secrets: [{ SecretID: secret, SecretName: secretName, File: { Name: 'x', UID: '0', GID: '0', Mode: 0o400 } }],
        Configs: [{ ConfigID: config, ConfigName: configName, File: { Name: '/k', UID: '0', GID: '0', Mode: 0o444 } }],
      },
      Networks: [{ Target: network.Id }],
      Placement: { Constraints: ['node.role==manager'] },
    });
    for (const service of [await listed('service', id), await got('service', id)]) {
      assert.equal(service.name, name);
      assert.equal(service.mode, 'replicated');
      assert.equal(service.replicas, 1);
      assert.deepEqual(service.networkIds, [network.Id]);
      assert.deepEqual(service.constraints, ['node.role==manager']);
      assert.deepEqual(service.secrets, [
        { id: secret, name: secretName, target: 'x', uid: '0', gid: '0', mode: 0o400 },
      ]);
      assert.equal(service.configs[0]?.target, '/k');
      assert.ok(service.version > 0);
    }
    const task = await until('a running task', async () =>
      (await engine.list('task')).items.find((each) => each.serviceId === id && each.state === 'running'),
    );
    assert.equal(task.name, `${id}.1`);
    assert.match(task.containerId ?? '', /^[0-9a-f]{64}$/);
    assert.equal(task.exitCode, undefined);
    assert.deepEqual({ ...(await got('task', task.id)), version: 0 }, { ...task, version: 0 });
    const container = await got('container', task.containerId ?? '');
    assert.equal(container.serviceId, id);
    assert.equal(container.serviceName, name);
    assert.equal(container.taskId, task.id);
    const node = await listed('node', task.nodeId ?? '');
    assert.equal(node.name, 'lab-manager');
    assert.equal(node.leader, true);
    assert.equal(node.state, 'ready');
    assert.equal(node.role, 'manager');
    assert.ok(node.plugins.includes('Network/overlay'));
    assert.deepEqual((await got('node', node.id)).name, node.name);
    assert.deepEqual((await listed('secret', secret)).labels, { a: 'b' });
    assert.equal((await got('config', config)).id, config);
    assert.equal((await got('secret', secret)).id, secret);
    const net = await listed('network', network.Id);
    assert.equal(net.encrypted, true);
    assert.equal(net.scope, 'swarm');
    assert.deepEqual(
      net.subnets.map((each) => each.subnet),
      ['10.77.0.0/24'],
    );
    assert.equal(net.endpoints, undefined);
    assert.ok((await got('network', network.Id)).endpoints?.some((each) => each.containerId === task.containerId));
  });

  it('lists images, volumes and plugins', async () => {
    const name = uniqueName('v');
    await engineRequest(managerUrl(), 'POST', '/volumes/create', { Name: name, Labels: { x: 'y' } });
    made.later(`/volumes/${name}`);
    const volume = await listed('volume', name);
    assert.deepEqual(volume.labels, { x: 'y' });
    assert.equal(volume.anonymous, false);
    assert.deepEqual(await got('volume', name), volume);
    const { items } = await engine.list('image');
    const image = items.find((each) => each.tags.includes('busybox:1.36'));
    assert.ok(image);
    assert.match(image.id, /^sha256:/);
    assert.ok(image.sizeBytes > 1e5);
    assert.equal((await got('image', 'busybox:1.36')).id, image.id);
    // A name with a slash is one name.
    assert.ok((await got('image', 'shop/ticker:1.0')).tags.includes('shop/ticker:1.0'));
    assert.deepEqual((await engine.list('plugin')).unreadable, []);
  });

  it('tells the steps that made an image, newest first', async () => {
    const name = uniqueName('steps');
    const create = { Image: 'busybox:1.36', Cmd: ['true'], Env: ['API_TOKEN=hunter2'] };
    const { Id } = (await engineRequest(managerUrl(), 'POST', '/containers/create', create)) as { Id: string };
    await engineRequest(managerUrl(), 'POST', `/commit?container=${Id}&repo=${name}&tag=1&comment=kept`);
    try {
      const [newest, ...older] = await engine.imageHistory(`${name}:1`);
      assert.deepEqual([newest?.Tags, newest?.Comment], [[`${name}:1`], 'kept']);
      assert.ok(older.length > 0);
      for (const step of [newest, ...older]) assert.equal(typeof step?.Size, 'number');
    } finally {
      await engineRequest(managerUrl(), 'DELETE', `/containers/${Id}`);
      await engineRequest(managerUrl(), 'DELETE', `/images/${name}:1`);
    }
    await assert.rejects(engine.imageHistory(`${name}:1`), (error: EngineError) => error.reason === 'notFound');
  });

  it('says of each kind that there is no such object', async () => {
    for (const kind of objectKinds) {
      await assert.rejects(engine.get(kind, 'nosuchthing'), (error) => {
        assert.ok(error instanceof EngineError, String(error));
        assert.equal(error.reason, 'notFound', `${kind}: ${error.message}`);
        return true;
      });
    }
  });

  it('lets no name lead to another endpoint', async () => {
    const id = await made.container(sleeper);
    for (const name of ['..', '../info', `${id}/../../info`, '', 'a//b']) {
      await assert.rejects(engine.inspect('container', name), { reason: 'notFound' });
    }
    await assert.rejects(engine.inspect('container', `${id}/json?x=`), { reason: 'notFound' });
    await assert.rejects(engine.inspect('container', `${id}#`), { reason: 'notFound' });
  });

  it('says that a worker cannot list the swarm', async () => {
    await assert.rejects(worker.list('service'), { reason: 'notManager' });
    assert.ok((await worker.list('container')).items.length >= 0);
  });

  it('stops a call with its signal', async () => {
    const controller = new AbortController();
    const call = engine.list('container', { signal: controller.signal });
    controller.abort();
    await assert.rejects(call, { reason: 'cancelled' });
  });

  async function post(path: string, body: object): Promise<string> {
    return ((await engineRequest(managerUrl(), 'POST', path, body)) as { ID: string }).ID;
  }
});
