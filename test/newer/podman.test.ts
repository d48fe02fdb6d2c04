// Podman behind its Docker API: no engine of Docker's and no swarm, but containers that people look at.
import assert from 'node:assert/strict';
import { systemClock } from '../../src/cluster/clock';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { createNodeRoutes } from '../../src/cluster/nodeRoutes';
import { connectEngine } from '../../src/engine/connectEngine';
import { diagnoseTarget } from '../../src/views/diagnosis/diagnoseTarget';
import { until } from '../cluster/until';
import { realEngine } from '../engine/callsSupport';
import { followed } from '../engine/logFeeds';
import { engineRequest } from '../support/lab';

describe('Podman', () => {
  const url = process.env.DOCKHOUND_TEST_PODMAN ?? '';
  const api = (method: string, path: string, body?: unknown) => engineRequest(url, method, path, body);
  let cluster: Cluster;
  let id: string;

  before(async () => {
    assert.notEqual(url, '', 'DOCKHOUND_TEST_PODMAN is not set; run: node scripts/test.mjs newer');
    const check = { Test: ['CMD', 'true'], Interval: 60e9 };
    const spec = { Image: 'busybox:1.36', Cmd: ['sh', '-c', 'echo said; sleep 1000'], Healthcheck: check };
    const body = { ...spec, HostConfig: { NetworkMode: 'none' } };
    id = ((await api('POST', '/containers/create?name=podman-web', body)) as { Id: string }).Id;
    await api('POST', `/containers/${id}/start`);
    const endpoint = { address: { type: 'unix', path: url.slice(7) }, url, label: '', origin: 'chosen' } as const;
    cluster = createCluster({ resolve: async () => endpoint, connect: connectEngine, log: () => undefined });
    cluster.watch({ tasks: true });
    await cluster.ready();
  });
  after(() => cluster?.dispose());

  it('is live, in no swarm, and missing nothing that it has', () => {
    assert.equal(cluster.status.type, 'live');
    assert.equal(cluster.info?.swarm.role, 'none');
    for (const kind of ['service', 'task', 'node', 'secret', 'config'] as const) {
      assert.equal(cluster.all(kind), undefined, kind);
    }
    assert.deepEqual(
      cluster.gaps.map((gap) => gap.part),
      ['plugins'],
    );
    const snapshot = cluster.snapshot();
    assert.deepEqual(snapshot?.unreadable, []);
    assert.ok(snapshot?.images.some((image) => image.tags.some((tag) => tag.endsWith('busybox:1.36'))));
  });

  it('shows its containers, as listed and as inspected', async () => {
    const seen = cluster.get('container', id);
    assert.equal(seen?.name, 'podman-web');
    assert.equal(seen?.state, 'running');
    const engine = await realEngine(url);
    try {
      const read = await engine.get('container', id);
      assert.ok(read.ok);
      assert.deepEqual([read.value.name, read.value.state], ['podman-web', 'running']);
      assert.equal((await engine.inspect('container', id)).Id, id);
    } finally {
      engine.dispose();
    }
  });

  it('follows its events: stop, start, create, remove', async () => {
    await api('POST', `/containers/${id}/stop?t=0`);
    await until('exited', () => cluster.get('container', id)?.state === 'exited');
    await api('POST', `/containers/${id}/start`);
    await until('running', () => cluster.get('container', id)?.state === 'running');
    const spec = { Image: 'busybox:1.36', Cmd: ['true'], HostConfig: { NetworkMode: 'none' } };
    const other = ((await api('POST', '/containers/create?name=podman-other', spec)) as { Id: string }).Id;
    await until('create', () => cluster.get('container', other)?.name === 'podman-other');
    await api('DELETE', `/containers/${other}?force=1`);
    await until('remove', () => cluster.get('container', other) === undefined);
  });

  it('answers logs and short programs', async () => {
    const engine = await realEngine(url);
    try {
      const lines: string[] = [];
      const stream = engine.logs(
        { kind: 'container', id },
        { follow: false, tail: 'all' },
        new AbortController().signal,
      );
      for await (const batch of stream) lines.push(...batch.map(({ text }) => text));
      assert.ok(lines.includes('said'));
      const ran = await engine.run(id, { command: ['sh', '-c', 'echo hi; echo no >&2; exit 4'] });
      assert.deepEqual([ran.stdout, ran.stderr, ran.exitCode], ['hi\n', 'no\n', 4]);
    } finally {
      engine.dispose();
    }
  });

  it('goes on with a log through restarts, each line once, and says how each run ended', async () => {
    const count = 'n=$(cat /n 2>/dev/null || echo 0); n=$((n+1)); echo $n >/n';
    const write = 'for i in 1 2 3; do echo run $n line $i; done; [ $n -ge 3 ] && sleep 1000; sleep 1; exit 3';
    const restart = { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 5 } };
    const spec = { Image: 'busybox:1.36', Cmd: ['sh', '-c', `${count}; ${write}`] };
    const body = { ...spec, HostConfig: { NetworkMode: 'none', ...restart } };
    const crashing = ((await api('POST', '/containers/create?name=podman-crash', body)) as { Id: string }).Id;
    await until('create', () => cluster.get('container', crashing) !== undefined);
    const engine = await realEngine(url);
    const over = new AbortController();
    const seen = followed(cluster, [{ kind: 'container', id: crashing, name: 'podman-crash' }]);
    try {
      await api('POST', `/containers/${crashing}/start`);
      // An event that comes late is not waited for: then the marker says only that the run ended.
      const ends = () => seen.markers().filter((text) => /^podman-crash (exited with code 3|ended)/.test(text));
      await until('two ends', () => ends().length === 2 && seen.texts().includes('run 3 line 3'));
      const lines = seen.rows.flatMap((row) => (row.type === 'line' ? row.text : []));
      assert.deepEqual(
        lines,
        [1, 2, 3].flatMap((run) => [1, 2, 3].map((line) => `run ${run} line ${line}`)),
      );
      const codes: (string | undefined)[] = [];
      for await (const { id, attributes } of engine.events({ sinceNano: '1', actions: ['die'] }, over.signal)) {
        if (id === crashing && codes.push(attributes.exitCode) === 2) break;
      }
      assert.deepEqual(codes, ['3', '3']);
    } finally {
      over.abort();
      engine.dispose();
      await seen.stop();
      await api('DELETE', `/containers/${crashing}?force=1`);
    }
  });

  it('tells what was changed in a container, and what its image is made of', async () => {
    const spec = { Image: 'busybox:1.36', Cmd: ['touch', '/made'], HostConfig: { NetworkMode: 'none' } };
    const changed = ((await api('POST', '/containers/create?name=podman-changed', spec)) as { Id: string }).Id;
    await api('POST', `/containers/${changed}/start`);
    const engine = await realEngine(url);
    try {
      await until('exited', () => cluster.get('container', changed)?.state === 'exited');
      const made = (await engine.changes(changed)).find(({ path }) => path === '/made');
      assert.equal(made?.kind, 'added');
      const image = (await engine.list('image')).items.find(({ tags }) => tags.some((tag) => tag.endsWith('1.36')));
      assert.ok(image);
      assert.ok((await engine.imageHistory(image.id)).length > 0);
    } finally {
      engine.dispose();
      await api('DELETE', `/containers/${changed}?force=1`);
    }
  });

  it('diagnoses what failed by its last words, and finds nothing wrong with what runs', async () => {
    const endpoint = { address: { type: 'unix', path: url.slice(7) }, url, label: '', origin: 'chosen' } as const;
    const routes = createNodeRoutes({
      ...{ cluster, connect: connectEngine, resolve: async () => endpoint, clock: systemClock, log: () => undefined },
      settings: () => ({ nodes: {}, template: '', user: 'root' }),
      memory: { get: () => undefined, set: async () => undefined, forget: async () => undefined },
    });
    const command = ['sh', '-c', `echo "KeyError: 'QUEUE_URL'" >&2; exit 1`];
    const body = { Image: 'busybox:1.36', Cmd: command, HostConfig: { NetworkMode: 'none' } };
    const failed = ((await api('POST', '/containers/create?name=podman-failed', body)) as { Id: string }).Id;
    try {
      await api('POST', `/containers/${failed}/start`);
      await until('its end', () => cluster.get('container', failed)?.state === 'exited');
      const found = await diagnoseTarget(cluster, routes, { kind: 'container', id: failed });
      assert.deepEqual([found.status, found.findings[0]?.rule], ['problem', 'missing-env-var']);
      assert.ok(
        found.findings[0]?.evidence.some(({ source, excerpt }) => source === 'log' && /QUEUE_URL/.test(excerpt)),
      );
      const sound = await diagnoseTarget(cluster, routes, { kind: 'container', id });
      assert.deepEqual(sound.findings, []);
      // What this API does not tell is a gap, and with one that could hide a fault nothing is called healthy.
      assert.ok(sound.status === 'healthy' || sound.gaps.length > 0);
    } finally {
      routes.dispose();
      await api('DELETE', `/containers/${failed}?force=1`);
    }
  });
});
