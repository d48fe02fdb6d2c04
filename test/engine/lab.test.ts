// Proves that the engine ring has what it promises: two real engines in one swarm, local images, no registry.
import assert from 'node:assert/strict';
import { engineRequest, lab, labPort, managerUrl, workerUrl } from '../support/lab';

describe('the engine ring', () => {
  it('has two engines that answer', async () => {
    for (const url of [managerUrl(), workerUrl()]) assert.equal(await engineRequest(url, 'GET', '/_ping'), 'OK');
  });

  it('joins them as one swarm', async () => {
    const info = (await engineRequest(managerUrl(), 'GET', '/info')) as { Swarm: { Nodes: number }; Name: string };
    assert.equal(info.Swarm.Nodes, 2);
    assert.equal(info.Name, 'lab-manager');
  });

  it('says at once that a registry does not exist', async () => {
    const pull = engineRequest(managerUrl(), 'POST', '/images/create?fromImage=nobody/nothing&tag=1');
    await assert.rejects(pull, /no such host/);
  });

  it('reaches a port inside a node, and stops reaching it when the container is gone', async () => {
    const spec = { Image: 'shop/web:2.4.1', HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: '18080' }] } } };
    const created = (await engineRequest(workerUrl(), 'POST', '/containers/create', spec)) as { Id: string };
    const door = await labPort('worker', 18080);
    try {
      await engineRequest(workerUrl(), 'POST', `/containers/${created.Id}/start`);
      const page = await fetchWhenUp(`http://127.0.0.1:${door.port}/`);
      assert.match(page, /It works/);
    } finally {
      await engineRequest(workerUrl(), 'DELETE', `/containers/${created.Id}?force=1`);
    }
    await assert.rejects(fetch(`http://127.0.0.1:${door.port}/`));
    await door.close();
  });

  it('runs programs in a node', async () => {
    const { stdout } = await lab('run', { node: 'worker', command: 'hostname' });
    assert.equal(stdout.trim(), 'lab-worker');
  });
});

async function fetchWhenUp(url: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await (await fetch(url)).text();
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
