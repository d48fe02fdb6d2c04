// Choosing an engine, making a swarm and joining one, through the commands and the public API.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import { engineRequest, lab, labNode, managerUrl, workerUrl } from '../support/lab';

describe('connecting, by command', function () {
  this.timeout(60_000);
  let api: DockhoundApi;
  const run = <T>(command: string, target?: unknown, options?: object): Promise<T> =>
    Promise.resolve(vscode.commands.executeCommand<T>(`dockhound.${command}`, target, options));
  const connect = (options: object) => run<{ engine: string; url: string }>('connect', undefined, options);

  before(async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    assert(extension);
    api = await extension.activate();
  });
  afterEach(() => connect({ automatic: true }));

  it('gives the whole picture as plain data', async () => {
    const snapshot = await api.snapshot();
    assert.equal(snapshot.engine.label, 'lab-manager');
    assert.deepEqual(snapshot.gaps, []);
    assert.deepEqual(
      snapshot.nodes
        .map((node) => node.name)
        .sort()
        .slice(0, 2),
      ['lab-manager', 'lab-worker'],
    );
    assert(snapshot.images.length > 0);
    assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
  });

  it('tells other extensions what moved', async () => {
    const name = `api-${process.pid}`;
    await api.ready();
    const moved = new Promise<string>((done) => {
      const subscription = api.onDidChangeSnapshot((change) => {
        if (change.type !== 'patch') return;
        const added = change.objects.find((object) => object.kind === 'volume' && object.id === name);
        if (!added) return;
        subscription.dispose();
        done(added.change);
      });
    });
    await engineRequest(managerUrl(), 'POST', '/volumes/create', { Name: name });
    assert.equal(await moved, 'added');
    await engineRequest(managerUrl(), 'DELETE', `/volumes/${name}`);
  });

  it('answers audit with the gap that says why', async () => {
    const audit = await api.audit();
    assert.deepEqual([audit.checked, audit.gaps.length], [0, 1]);
  });

  it('goes to another engine in this window; a worker knows no swarm objects and says who does', async () => {
    const outcome = await connect({ url: workerUrl() });
    assert.equal(outcome.engine, 'lab-worker');
    const snapshot = await api.snapshot();
    assert.equal(snapshot.engine.swarm.role, 'worker');
    assert(snapshot.engine.swarm.remoteManagers.length > 0);
    assert.deepEqual(snapshot.services, []);
    assert(snapshot.gaps.some((gap) => gap.reason === 'notManager'));
  });

  it('refuses an address that leads nowhere, naming it, and can go back', async () => {
    await assert.rejects(connect({ url: 'unix:///nowhere/docker.sock' }), /nowhere\/docker\.sock/);
    assert.equal((await connect({ automatic: true })).engine, 'lab-manager');
  });

  it('refuses an address that is none, and changes nothing', async () => {
    await connect({ url: workerUrl() });
    await assert.rejects(connect({ url: 'gopher://engine' }), /gopher/);
    assert.equal((await api.snapshot()).engine.label, 'lab-worker');
  });

  it('finds what was made a moment ago', async () => {
    const name = `fresh-${process.pid}`;
    await engineRequest(managerUrl(), 'POST', `/containers/create?name=${name}`, { Image: 'busybox:1.36' });
    const removed = await run<{ name: string }[]>('remove', { kind: 'container', name }, { confirmed: true });
    assert.deepEqual(
      removed.map((one) => one.name),
      [name],
    );
  });

  it('rejects for a program that answers everything in advance', async () => {
    await assert.rejects(run('prune', undefined, { confirmed: true, kinds: ['unicorn'] }), /unicorn/);
  });

  it('says which object is missing, and on which engine', async () => {
    await assert.rejects(run('inspect', { kind: 'container', name: 'no-such-thing' }), /no-such-thing.*lab-manager/);
  });

  it('makes a swarm, and joins one', async () => {
    const { nodes } = await lab('describe');
    const third = nodes.length > 2 ? await labNode(nodes[2]?.name ?? '') : await lab('addNode');
    const url = `unix://${third.socket}`;
    const leave = () => engineRequest(url, 'POST', '/swarm/leave?force=1').catch(() => undefined);
    await leave();
    try {
      await connect({ url });
      assert.equal((await api.snapshot()).engine.swarm.role, 'none');
      await run('swarm.init', undefined, { advertiseAddress: third.address, confirmed: true });
      const own = await api.snapshot();
      assert.equal(own.engine.swarm.role, 'manager');
      assert.equal(own.nodes.length, 1);
      await assert.rejects(
        run('swarm.init', undefined, { advertiseAddress: '', confirmed: true }),
        /in a swarm already/,
      );

      await leave();
      const swarm = (await engineRequest(managerUrl(), 'GET', '/swarm')) as { JoinTokens: { Worker: string } };
      const remoteAddress = (await labNode('manager')).address;
      const joined = await run<{ role: string }>('swarm.join', undefined, {
        ...{ remoteAddress, token: swarm.JoinTokens.Worker, advertiseAddress: third.address, confirmed: true },
      });
      assert.equal(joined.role, 'worker');
    } finally {
      await leave();
      const list = (await engineRequest(managerUrl(), 'GET', '/nodes')) as {
        ID: string;
        Description: { Hostname: string };
      }[];
      for (const { ID, Description } of list) {
        if (Description.Hostname === third.hostname)
          await engineRequest(managerUrl(), 'DELETE', `/nodes/${ID}?force=1`);
      }
    }
  });
});
