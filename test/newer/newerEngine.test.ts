// What only a newer engine does. The newer ring asks it everything of the engine ring, too.
import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import { compareVersions, newestApi } from '../../src/engine/negotiate';
import { realEngine, shell, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';

describe('a newer engine', () => {
  const made = workshop(managerUrl);
  let engine: Engine;

  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    engine.dispose();
    await made.clear();
  });

  it('is one: this ring would otherwise prove nothing', async () => {
    const info = await engine.info();
    assert.ok(compareVersions(info.serverVersion, '26.0') >= 0, info.serverVersion);
    const { ApiVersion: offered } = (await engineRequest(managerUrl(), 'GET', '/version')) as { ApiVersion: string };
    assert.ok(compareVersions(offered, '1.45') >= 0, offered);
    assert.equal(info.apiVersion, compareVersions(offered, newestApi) < 0 ? offered : newestApi);
    assert.deepEqual([info.swarm.role, info.swarm.nodes], ['manager', 2]);
  });

  // Engine 23 and later takes the size with the start, so that no program ever sees another one.
  it('gives a terminal its size before its program runs', async () => {
    const id = await made.container(shell('sleep 1000'));
    const session = await engine.exec(id, { command: ['stty', 'size'], tty: true, columns: 91, rows: 17 });
    const output: Buffer[] = [];
    for await (const { bytes } of session.output) output.push(bytes);
    assert.equal(Buffer.concat(output).toString(), '17 91\r\n');
    assert.deepEqual(await session.ended, { exitCode: 0 });
  });

  // Before Engine 23 the content type of both was the same, and only an inspect told them apart.
  it('tells output apart by what the engine says of it', async () => {
    for (const Tty of [false, true]) {
      const id = await made.container(shell('echo out; echo err >&2', { Tty }));
      const entries = await until('both lines', async () => {
        const found = [];
        const source = { kind: 'container', id } as const;
        const stream = engine.logs(source, { follow: false, tail: 'all' }, new AbortController().signal);
        for await (const batch of stream) found.push(...batch);
        return found.length === 2 && found;
      });
      const seen = entries.map(({ stream, text }) => `${stream} ${text}`).sort();
      assert.deepEqual(seen, Tty ? ['tty err', 'tty out'] : ['stderr err', 'stdout out']);
    }
  });

  it('says of networks who is attached, and of a container its names there', async () => {
    const network = (await engineRequest(managerUrl(), 'POST', '/networks/create', { Name: 'newer-net' })) as {
      Id: string;
    };
    made.later(`/networks/${network.Id}`);
    const attached = { 'newer-net': { Aliases: ['friend'] } };
    const id = await made.container(shell('sleep 1000', { NetworkingConfig: { EndpointsConfig: attached } }));
    const read = await engine.get('network', network.Id);
    assert.ok(read.ok);
    const [endpoint] = read.value.endpoints ?? [];
    assert.equal(endpoint?.containerId, id);
    const listed = (await engine.list('container')).items.find((container) => container.id === id);
    assert.equal(listed?.networks[0]?.ipv4, endpoint?.ipv4);
    const whole = await engine.get('container', id);
    assert.ok(whole.ok);
    assert.ok(whole.value.networks[0]?.aliases.includes('friend'));
  });
});
