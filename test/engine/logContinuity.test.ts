// Logs of real engines go on through restarts, new containers, new tasks, lost connections and restarted engines, with
// nothing lost and nothing twice.

import assert from 'node:assert/strict';
import type { Cluster } from '../../src/cluster/cluster';
import type { NodeRoutes } from '../../src/cluster/nodeRoutes';
import type { Disposable } from '../../src/util/disposable';
import { engineRequest, lab, managerUrl, workerUrl } from '../support/lab';
import { shell, uniqueName, until, workshop } from './callsSupport';
import { cuttingProxy } from './cuttingProxy';
import { followed, pictureOf, routesTo, type SeenLog } from './logFeeds';

describe('a followed log', function () {
  this.timeout(90_000);
  const made = workshop(managerUrl);
  const madeThere = workshop(workerUrl);
  const open: (Disposable | SeenLog)[] = [];
  let cluster: Cluster;
  let routes: NodeRoutes;
  let reached: Record<string, string> = {};

  before(async () => {
    cluster = pictureOf(managerUrl());
    cluster.watch({ tasks: true });
    await cluster.ready();
    routes = routesTo(cluster, () => reached);
  });
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) {
      if ('stop' in one) await one.stop();
      else one.dispose();
    }
    await made.clear();
    await madeThere.clear();
  });
  after(() => {
    routes.dispose();
    cluster.dispose();
  });

  function follow(...given: Parameters<typeof followed>): SeenLog {
    const seen = followed(...given);
    open.push(seen);
    return seen;
  }
  const container = (id: string, name: string) => ({ kind: 'container' as const, id, name });
  const numbers = (texts: readonly string[]) => texts.map((text) => Number(/\d+$/.exec(text)?.[0]));
  const isWhole = (texts: readonly string[]) => {
    const found = numbers(texts);
    assert.deepEqual(
      found,
      found.map((_, i) => (found[0] ?? 0) + i),
    );
  };
  const crashing =
    'n=$(cat /n 2>/dev/null || echo 0); n=$((n+1)); echo $n >/n; for i in 1 2 3; do echo run $n line $i; done; exit 3';

  it('passes through a crash loop: each line once, one marker for each end, with its exit code and number', async () => {
    const name = uniqueName('crash');
    const spec = shell(crashing, { HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } } });
    const id = await made.container(spec, { name, start: false });
    const seen = follow(cluster, [container(id, name)]);
    await until('it waits', () => seen.state?.type === 'ended');
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/start`);
    await until('the last end', () => seen.state?.type === 'ended' && seen.markers().length >= 4);
    const lines = [1, 2, 3, 4].map((run) => [1, 2, 3].map((line) => `run ${run} line ${line}`));
    const texts = seen.texts();
    assert.deepEqual(
      texts.filter((text) => !text.startsWith('--')),
      lines.flat(),
    );
    assert.equal(texts.length, 16);
    for (const [run, at] of [3, 7, 11, 15].entries()) {
      // Right after an end the engine may not have counted the restart yet, or the next one as well.
      const number = run < 3 ? run + 1 : 3;
      assert.match(
        texts[at] ?? '',
        new RegExp(`^-- ${name} exited with code 3 after [^(]*(\\(restart [${number}-3]\\))?$`),
      );
    }
    assert.ok(seen.restarts > 0);

    // Somebody who comes later sees where the runs ended, too, as far as the engine remembers.
    const later = follow(cluster, [container(id, name)]);
    await until('the past', () => later.rows.length >= 15);
    assert.deepEqual(
      later.texts().map((text) => text.slice(0, 2)),
      texts.slice(0, 15).map((text) => text.slice(0, 2)),
    );
  });

  it('goes on with the container that takes the place of a removed one', async () => {
    const name = uniqueName('again');
    const talk = (word: string) => shell(`trap "exit 7" TERM; echo ${word} 1; while :; do sleep 0.05; done`);
    const id = await made.container(talk('old'), { name });
    const seen = follow(cluster, [container(id, name)]);
    await until('the old one', () => seen.texts().includes('old 1'));
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/stop?t=5`);
    await engineRequest(managerUrl(), 'DELETE', `/containers/${id}`);
    await made.container(talk('new'), { name });
    await until('the new one', () => seen.texts().includes('new 1'));
    const [first, end, ...rest] = seen.texts();
    assert.equal(first, 'old 1');
    assert.match(end ?? '', new RegExp(`^-- ${name} exited with code 7, told to by SIGTERM after`));
    assert.deepEqual(rest.slice(-2), [`-- ${name} was made anew`, 'new 1']);
    assert.deepEqual([seen.sources.length, seen.restarts, seen.state?.type], [1, 1, 'following']);
  });

  it('loses nothing of a burst when the connection breaks in it, and breaks again', async () => {
    const proxy = await cuttingProxy(managerUrl());
    const own = pictureOf(proxy.url);
    open.push(own);
    const name = uniqueName('burst');
    const count = 200_000;
    const id = await made.container(shell(`seq 1 ${count}; sleep 1000`), { name, start: false });
    const seen = follow(own, [container(id, name)], { tail: 'all' });
    await until('it waits', () => seen.state?.type === 'ended');
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/start`);
    try {
      for (const at of [1000, 60_000]) {
        await until(`line ${at}`, () => seen.rows.length > at);
        proxy.cut(at > 1000);
        await until('the loss is seen', () => seen.state?.type !== 'following');
        proxy.heal();
      }
      await until('all of it', () => seen.rows.at(-1)?.text === String(count));
      const lines = seen.rows.filter((row) => row.type === 'line').map((row) => row.text);
      assert.equal(lines.length, count);
      isWhole(lines);
      const markers = seen.markers();
      assert.ok(markers.length > 0 && markers.every((text) => /^The connection to .* was lost for \d+ s/.test(text)));
    } finally {
      await seen.stop();
      await proxy.close();
    }
  });

  it('outlives its engine', async () => {
    const own = pictureOf(workerUrl());
    open.push(own);
    const name = uniqueName('engine');
    const spec = shell(
      'trap "exit 0" TERM; n=$(cat /n 2>/dev/null || echo 0); while :; do n=$((n+1)); echo $n >/n; echo line $n; sleep 0.02; done',
      {
        HostConfig: { RestartPolicy: { Name: 'always' } },
      },
    );
    const id = await madeThere.container(spec, { name });
    const seen = follow(own, [container(id, name)]);
    await until('it talks', () => seen.rows.length > 20);
    await lab('stopEngine', { node: 'worker' });
    try {
      await until('the loss is seen', () => own.status.type === 'away');
    } finally {
      await lab('startEngine', { node: 'worker' });
    }
    const before = seen.rows.length;
    await until('it talks again', () => seen.rows.length > before + 20);
    const { Id } = (await engineRequest(workerUrl(), 'GET', `/containers/${id}/json`)) as { Id: string };
    assert.equal(Id, id);
    isWhole(seen.rows.filter((row) => row.type === 'line').map((row) => row.text));
    assert.match(seen.markers()[0] ?? '', /exited with code 0|was lost/);
  });

  it('merges both nodes, each read from its own engine or through the manager, and goes on with new tasks', async () => {
    const name = uniqueName('both');
    const script = 'i=0; trap "exit 5" TERM; while :; do i=$((i+1)); echo $HOSTNAME $i; sleep 0.05; done';
    const template = {
      ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', script], StopGracePeriod: 1e9 },
      RestartPolicy: { Condition: 'any', Delay: 1e8 },
    };
    const id = await made.service(name, template, { Global: {} });
    const running = () =>
      [...(cluster.all('task')?.values() ?? [])].filter(
        (task) => task.serviceId === id && task.state === 'running' && task.containerId !== undefined,
      );
    await until('both tasks run', () => running().length === 2);
    const worker = [...(cluster.all('node')?.values() ?? [])].find(({ role }) => role === 'worker');
    assert.ok(worker);
    const target = { kind: 'service' as const, id, name };

    // No way to the worker: what runs there comes through the manager, the rest does not.
    const through = follow(cluster, [target], { routes });
    const isMixed = () =>
      through.bySource().size === 2 && [...through.bySource().values()].every((own) => own.length > 20);
    await until('both are read', isMixed);
    const ways = (seen: SeenLog) => Object.fromEntries(seen.sources.map(({ node, via }) => [node, via]));
    assert.equal(ways(through)[worker.name], 'manager');
    assert.equal(Object.values(ways(through)).filter((via) => via === 'engine').length, 1);

    reached = { [worker.name]: workerUrl() };
    const direct = follow(cluster, [target], { routes });
    await until('both are read', () => direct.bySource().size === 2 && direct.rows.length > 60);
    assert.deepEqual(new Set(Object.values(ways(direct))), new Set(['engine']));
    const times = direct.rows.slice(0, 40).map((row) => row.time ?? '');
    assert.deepEqual(times, [...times].sort());

    const [victim] = running().filter(({ nodeId }) => nodeId === worker.id);
    await engineRequest(workerUrl(), 'POST', `/containers/${victim?.containerId}/kill?signal=TERM`);
    const restarted = (seen: SeenLog) => {
      const own = [...seen.bySource()].find(([key]) => key.endsWith(worker.name))?.[1] ?? [];
      const firsts = own.filter((text) => / 1$/.test(text)).length;
      return own.length > 0 && firsts > (own[0]?.endsWith(' 1') ? 1 : 0) && / [5-9]$/.test(own.at(-1) ?? '');
    };
    for (const seen of [direct, through]) {
      await until('the new task is read', () => restarted(seen));
      for (const own of seen.bySource().values()) {
        const hosts = new Set(own.map((text) => text.split(' ')[0]));
        for (const host of hosts) isWhole(own.filter((text) => text.startsWith(`${host} `)));
      }
      assert.equal(seen.sources.length, 2, 'the same slot on the same node is one source');
      // How it ended comes by another way than the lines of the next one, and may come after them.
      const ends = () => seen.markers().filter((text) => text.includes('exited with code 5'));
      await until('how the old one ended', () => ends().length > 0);
      assert.equal(ends().length, 1, seen.markers().join('\n'));
    }
  });
});
