// Networks by command in the real extension: made, joined, left, removed, mapped; and refused with words where that is due.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import type { Engine } from '../../src/engine/engine';
import { realEngine, sleeper, uniqueName, until, workshop } from '../engine/callsSupport';
import { managerUrl } from '../support/lab';

describe('networks, by command', function () {
  this.timeout(120_000);
  const made = workshop(managerUrl);
  let engine: Engine;
  let api: DockhoundApi;
  before(async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    assert(extension);
    api = await extension.activate();
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await made.clear();
    engine.dispose();
  });

  const run = async (command: string, target: unknown, options: object = {}) =>
    vscode.commands.executeCommand<{ done: boolean; name: string; steps: string[] }>(`dockhound.${command}`, target, {
      confirmed: true,
      ...options,
    });
  const refused = (command: string, target: unknown, options: object, expected: RegExp) =>
    assert.rejects(run(command, target, options), (error: Error) => {
      assert.match(error.message, expected);
      return true;
    });
  const create = async (options: object = {}) => {
    const name = uniqueName('net');
    made.later(`/networks/${name}`);
    const result = await run('network.create', undefined, { name, ...options });
    assert.deepEqual([result.done, result.name], [true, name]);
    return name;
  };
  const networksOf = async (id: string) => {
    const read = await engine.get('container', id);
    assert(read.ok);
    return read.value.networks;
  };

  it('creates networks by their options, and refuses what cannot be, naming the field', async () => {
    const name = await create({ driver: 'overlay', scope: 'swarm', attachable: true, encrypted: true });
    const read = await engine.get('network', name);
    assert(read.ok);
    assert.deepEqual([read.value.driver, read.value.attachable, read.value.encrypted], ['overlay', true, true]);
    const subnet = read.value.subnets[0]?.subnet ?? '';
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{ name }, /The name cannot be used\. There is a network/],
      [{ name: 'a b' }, /The name cannot be used/],
      [{ name: 'bridge' }, /The name cannot be used/],
      [
        { name: 'x', subnet: '10.0.0.5/24' },
        /The subnet cannot be used\. 10\.0\.0\.5\/24 has host bits set.*10\.0\.0\.0\/24/,
      ],
      [{ name: 'x', subnet: 'all' }, /The subnet cannot be used/],
      [{ name: 'x', subnet }, new RegExp(`overlaps .* of ${name}`)],
      [{ name: 'x', subnet: 'fd00::/64' }, /IPv6, which was not chosen/],
      [
        { name: 'x', subnet: '172.29.0.0/24', gateway: '172.30.0.1' },
        /The gateway cannot be used.* in none of the subnets/,
      ],
      [{ name: 'x', subnet: '172.29.0.0/24', ipRange: '172.30.0.0/25' }, /The ipRange cannot be used/],
      [{ name: 'x', attachable: true }, /option attachable is for overlay/],
      [{ name: 'x', driver: 'weave' }, /option driver is weave/],
      [{ name: 'x', scope: 'swarm' }, /option scope is swarm/],
      [{ name: 'x', encrypted: 'yes' }, /option encrypted is neither true nor false/],
      [{ name: 'x', labels: ['a'] }, /option labels is not one/],
    ];
    for (const [options, expected] of wrong) await refused('network.create', undefined, options, expected);
    assert.ok(!(await engine.list('network')).items.some((network) => network.name === 'x'), 'nothing was made');
  });

  it('connects and disconnects from either side, and the picture follows', async () => {
    const name = await create({ subnet: ['172.28.77.0/24'], gateway: '172.28.77.1' });
    const id = await made.container(sleeper);
    await run(
      'network.connect',
      { kind: 'network', name },
      { container: id, aliases: 'db, store', ipv4: '172.28.77.9' },
    );
    const joined = (await networksOf(id)).find((one) => one.name === name);
    assert.equal(joined?.ipv4, '172.28.77.9');
    assert.ok(joined?.aliases.includes('store'));
    await until('the picture shows it', async () =>
      (await api.snapshot()).containers.some((one) => one.id === id && one.networks.some((on) => on.name === name)),
    );
    await refused('network.connect', { kind: 'container', id }, { network: name }, /is on .* already/);
    await refused('network.remove', { kind: 'network', name }, {}, /in use by/);
    await refused('remove', { kind: 'network', name }, {}, /in use by/);
    await run('network.disconnect', { kind: 'container', id }, { network: name });
    assert.deepEqual(
      (await networksOf(id)).map((one) => one.name),
      ['bridge'],
    );
    const removed = await run('network.remove', { kind: 'network', name });
    assert.deepEqual([removed.done, removed.name], [true, name]);
    await refused('network.remove', { kind: 'network', name: 'bridge' }, {}, /makes for itself/);
  });

  it("leaves a task's networks to its service, unless told", async () => {
    const [one, two] = [await create({ driver: 'overlay' }), await create({ driver: 'overlay' })];
    const service = uniqueName('svc');
    const idle = 'trap "exit 0" TERM; while :; do sleep 0.1; done';
    const container = { Image: 'busybox:1.36', Command: ['sh', '-c', idle] };
    const id = await made.service(service, {
      ...{ ContainerSpec: container, Networks: [{ Target: one }] },
      Placement: { Constraints: ['node.role==manager'] },
    });
    const task = await until('its task runs here', async () =>
      (await engine.list('container')).items.find((each) => each.serviceId === id && each.state === 'running'),
    );
    await refused('network.connect', { kind: 'container', id: task.id }, { network: two }, /belongs? to its service/);
    await run('network.connect', { kind: 'service', name: service }, { network: two, aliases: ['backend'] });
    const read = await engine.get('service', id);
    assert(read.ok);
    assert.equal(read.value.networkIds.length, 2);
    await run('network.disconnect', { kind: 'network', name: two }, { service });
  });

  it('shows the map of everything, and of one network', async () => {
    const name = await create();
    const all = await run('network.map', undefined);
    const one = await run('network.map', { kind: 'network', name });
    assert.deepEqual(
      [all, one].map((shown) => (shown as unknown as { target: { name: string } }).target.name),
      ['All networks', name],
    );
    await assert.rejects(
      Promise.resolve(run('network.map', { kind: 'network', name: 'no-such' })),
      /no network no-such/,
    );
  });
});
