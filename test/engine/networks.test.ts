// Networks on the real two-node swarm: made as wished or not at all, joined and left with proof, and never removed from under somebody.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import { HumanError } from '../../src/model/humanError';
import type { NetworkScene } from '../../src/operations/networkChecks';
import { suggestedSubnet } from '../../src/operations/networkChecks';
import { connectPlan, disconnectPlan, type Neighbours } from '../../src/operations/networkMembers';
import { createNetworkPlan, type NetworkWish } from '../../src/operations/networkPlans';
import { removeNetworkPlan } from '../../src/operations/networkRemoval';
import { type Plan, runPlan } from '../../src/operations/plan';
import { serviceNetworkPlan } from '../../src/operations/serviceNetworks';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';
import { realEngine, sleeper, uniqueName, until, workshop } from './callsSupport';

describe('networks on a real swarm', function () {
  this.timeout(120_000);
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  afterEach(() => made.clear());
  after(() => engine.dispose());

  const around = async (): Promise<NetworkScene & Neighbours> => {
    const [info, networks, containers, services, tasks] = await Promise.all([
      engine.info(),
      engine.list('network'),
      engine.list('container'),
      engine.list('service'),
      engine.list('task'),
    ]);
    return {
      ...{ info, networks: networks.items, containers: containers.items },
      ...{ services: services.items, tasks: tasks.items },
    };
  };
  const wish = (more: Partial<NetworkWish> = {}): NetworkWish => ({
    ...{ name: uniqueName('net'), driver: 'bridge', attachable: false, encrypted: false, internal: false, ipv6: false },
    ...{ subnets: [], gateways: [], ipRanges: [], labels: {} },
    ...more,
  });
  const run = (plan: Plan, signal = AbortSignal.timeout(90_000)) => runPlan(plan, signal, () => undefined);
  const create = async (more: Partial<NetworkWish> = {}) => {
    const wanted = wish(more);
    made.later(`/networks/${wanted.name}`);
    await run(createNetworkPlan(wanted, await around(), engine));
    return network(wanted.name);
  };
  const network = async (name: string) => {
    const read = await engine.get('network', name);
    assert(read.ok);
    return read.value;
  };
  const container = async (id: string) => {
    const read = await engine.get('container', id);
    assert(read.ok);
    return read.value;
  };
  const free = async (driver: 'bridge' | 'overlay', family: 4 | 6 = 4) => {
    const subnet = suggestedSubnet(family, driver, await around());
    assert(subnet);
    return subnet;
  };

  it('makes a bridge with everything that was wished, on a subnet it suggests itself', async () => {
    const [v4, v6] = [await free('bridge'), await free('bridge', 6)];
    const gateway = v4.replace(/0\.0\/16$/, '0.9');
    const there = await create({
      ...{ internal: true, ipv6: true, subnets: [v4, v6], gateways: [gateway], labels: { team: 'a' } },
      ipRanges: [v4.replace(/0\.0\/16$/, '8.0/24')],
    });
    assert.deepEqual([there.driver, there.internal, there.ipv6, there.labels], ['bridge', true, true, { team: 'a' }]);
    assert.deepEqual(there.subnets[0], { subnet: v4, gateway, ipRange: v4.replace(/0\.0\/16$/, '8.0/24') });
    assert.equal(there.subnets[1]?.subnet, v6);
  });

  it('makes an encrypted, attachable overlay, which the other node sees once it is used there', async () => {
    const there = await create({
      driver: 'overlay',
      attachable: true,
      encrypted: true,
      subnets: [await free('overlay')],
    });
    assert.deepEqual([there.driver, there.scope, there.attachable, there.encrypted], ['overlay', 'swarm', true, true]);
    const raw = (await engineRequest(managerUrl(), 'GET', `/networks/${there.id}`)) as { Options: object };
    assert.ok('encrypted' in raw.Options, 'past the code under test');
    const other = workshop(workerUrl);
    try {
      await other.container({ ...sleeper, HostConfig: { NetworkMode: there.name } });
      await engineRequest(workerUrl(), 'GET', `/networks/${there.id}`);
    } finally {
      await other.clear();
    }
  });

  it('refuses an overlap with any network, in either family, before the engine is asked', async () => {
    const [v4, v6] = [await free('bridge'), await free('bridge', 6)];
    const one = await create({ ipv6: true, subnets: [v4, v6] });
    const refused = async (more: Partial<NetworkWish>, expected: RegExp) => {
      const wanted = wish(more);
      const scene = await around();
      assert.throws(
        () => createNetworkPlan(wanted, scene, engine),
        (error) => {
          assert(error instanceof HumanError);
          assert.match(error.message, expected);
          return true;
        },
      );
      assert.equal((await engine.list('network')).items.length, scene.networks.length);
    };
    await refused(
      { subnets: [v4.replace(/0\.0\/16$/, '77.0/24')] },
      new RegExp(`subnet .*overlaps ${v4} of ${one.name}`),
    );
    await refused(
      { ipv6: true, subnets: [v6.replace(/::\/64$/, '::ff00/120')] },
      new RegExp(`overlaps ${v6} of ${one.name}`),
    );
    const ingress = (await around()).networks.find((each) => each.ingress);
    assert(ingress?.subnets[0]);
    await refused({ driver: 'overlay', subnets: [ingress.subnets[0].subnet] }, /the swarm's ingress network/);
    await refused({ name: one.name }, /There is a network .* already/);
  });

  it('takes back an overlay that swarm cannot allocate, and says so', async () => {
    const subnet = await free('overlay');
    await create({ driver: 'overlay', subnets: [subnet] });
    const scene = await around();
    const wanted = wish({ driver: 'overlay', subnets: [subnet] });
    // As if this manager did not show the network that is in the way.
    const blind = { ...scene, networks: scene.networks.filter(({ subnets }) => subnets[0]?.subnet !== subnet) };
    await assert.rejects(run(createNetworkPlan(wanted, blind, engine)), (error: Error) => {
      assert.match(error.message, /not allocated .*Undone: Create network/);
      return true;
    });
    assert.ok(!(await engine.list('network')).items.some(({ name }) => name === wanted.name));
  });

  it('connects a container under more names at a fixed address, and disconnects it', async () => {
    const subnet = await free('bridge');
    const net = await create({ subnets: [subnet] });
    const ipv4 = subnet.replace(/0\.0\/16$/, '4.4');
    const [id, peer] = [await made.container(sleeper), await made.container(sleeper)];
    const web = await container(id);
    const join = { aliases: ['db', 'store'], ipv4 };
    await run(connectPlan(web, net, join, await around(), engine));
    const joined = (await container(id)).networks.find(({ networkId }) => networkId === net.id);
    assert.equal(joined?.ipv4, ipv4);
    assert.ok(joined?.aliases.includes('db') && joined.aliases.includes('store'));
    const other = await container(peer);
    const scene = await around();
    assert.throws(() => connectPlan(other, net, join, scene, engine), new RegExp(`${ipv4} belongs to ${web.name}`));
    await run(connectPlan(other, net, { aliases: [] }, scene, engine));
    const found = await engine.run(peer, { command: ['nslookup', 'store'] }, { deadlineMs: 20_000 });
    assert.match(found.stdout, new RegExp(ipv4.replaceAll('.', '\\.')), 'the alias leads to it');

    const plan = disconnectPlan(await container(id), net, await around(), engine);
    assert.match(
      plan.warnings.join('\n'),
      new RegExp(`stays on bridge.*${other.name} on ${net.name} cannot find it as .*db, store`, 's'),
    );
    await run(plan);
    assert.ok(!(await container(id)).networks.some(({ networkId }) => networkId === net.id));
  });

  it('says which published ports go with the last network, and over which others they go on', async () => {
    const [one, two] = [await create(), await create()];
    const id = await made.container({
      ...sleeper,
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { NetworkMode: one.name, PortBindings: { '80/tcp': [{ HostPort: '28180' }] } },
    });
    const words = async (net: typeof one) =>
      disconnectPlan(await container(id), net, await around(), engine).warnings.join('\n');
    assert.match(await words(one), /only network.*28180→80\/tcp\) are closed/s);
    await run(connectPlan(await container(id), two, { aliases: [] }, await around(), engine));
    assert.match(await words(one), new RegExp(`28180→80/tcp\\) go on over ${two.name}`));
    await run(disconnectPlan(await container(id), one, await around(), engine));
    assert.ok(
      (await container(id)).ports.some(({ publicPort }) => publicPort === 28180),
      'as was said',
    );
  });

  it('explains what cannot be joined', async () => {
    const closed = await create({ driver: 'overlay' });
    const web = await container(await made.container(sleeper));
    const scene = await around();
    const named = async (name: string) => network(name);
    assert.throws(() => connectPlan(web, closed, { aliases: [] }, scene, engine), /without attachable/);
    const [host, ingress, bridge] = [await named('host'), await named('ingress'), await named('bridge')];
    assert.throws(() => connectPlan(web, host, { aliases: [] }, scene, engine), /given to it when it is created/);
    assert.throws(() => connectPlan(web, ingress, { aliases: [] }, scene, engine), /ingress network/);
    assert.throws(() => connectPlan(web, bridge, { aliases: [] }, scene, engine), /on bridge already/);
    const auto = await create();
    await assert.rejects(
      run(
        connectPlan(
          web,
          auto,
          { aliases: [], ipv4: auto.subnets[0]?.subnet.replace(/0\/\d+$/, '77') ?? '' },
          await around(),
          engine,
        ),
      ),
      /without a subnet of its own/,
    );
  });

  it("gives a service's tasks a network and takes it away again, until all tasks stand", async () => {
    const [one, two] = [await create({ driver: 'overlay' }), await create({ driver: 'overlay' })];
    const name = uniqueName('svc');
    const { ID } = (await engineRequest(managerUrl(), 'POST', '/services/create', {
      ...{ Name: name, Mode: { Replicated: { Replicas: 2 } }, EndpointSpec: { Mode: 'dnsrr' } },
      TaskTemplate: {
        ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '100000'], StopGracePeriod: 1e8 },
        Networks: [{ Target: one.id }],
      },
      UpdateConfig: { Parallelism: 2, Monitor: 1e9, FailureAction: 'pause' },
    })) as { ID: string };
    made.later(`/services/${ID}`);
    const service = async () => {
      const read = await engine.get('service', ID);
      assert(read.ok);
      return read.value;
    };
    const attached = async () =>
      (await engine.list('task')).items
        .filter((task) => task.serviceId === ID && task.desiredState === 'running' && task.state === 'running')
        .map((task) => task.attachments?.some(({ networkId }) => networkId === two.id) ?? false);
    await until('its tasks run', async () => (await attached()).length === 2);
    await run(serviceNetworkPlan(await service(), two, 'add', ['backend'], engine));
    assert.deepEqual(await attached(), [true, true]);
    assert.deepEqual((await service()).networkAliases, { [two.id]: ['backend'] });
    const scene = await around();
    const inUse = await network(two.name);
    assert.throws(() => removeNetworkPlan(inUse, scene, engine), new RegExp(`in use by service ${name},`));
    const leave = serviceNetworkPlan(await service(), two, 'remove', [], engine);
    assert.match(leave.warnings.join('\n'), /all its tasks are replaced.*backend/s);
    await run(leave);
    assert.deepEqual(await attached(), [false, false]);
  });

  it('names who is on a network instead of removing it, and refuses those of the engine', async () => {
    const net = await create();
    const id = await made.container(sleeper);
    await run(connectPlan(await container(id), net, { aliases: [] }, await around(), engine));
    const busy = await network(net.name);
    const scene = await around();
    const { name } = await container(id);
    assert.throws(() => removeNetworkPlan(busy, scene, engine), new RegExp(`in use by ${name},`));
    for (const own of ['bridge', 'host', 'none', 'docker_gwbridge', 'ingress']) {
      const its = await network(own);
      assert.throws(() => removeNetworkPlan(its, scene, engine), /makes for itself|ingress network/);
    }
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/stop?t=0`);
    const plan = removeNetworkPlan(await network(net.name), await around(), engine);
    assert.match(plan.warnings.join('\n'), new RegExp(`${name} does not run, but cannot start again`));
    await run(plan);
    await assert.rejects(engine.get('network', net.id), /No such network|not found/i);
  });
});
