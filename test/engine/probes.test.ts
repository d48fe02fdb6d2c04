// Probes on real containers: with tools, without any, cancelled and at their deadline; nothing of them is left behind.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import { containerFacts } from '../../src/engine/facts/containerFacts';
import type { ProbeFact } from '../../src/model/dossier/probeFacts';
import { findTools } from '../../src/probes/findTools';
import { healthTools, healthTries } from '../../src/probes/health/healthCandidates';
import { inThrowAway, portsInside, tryHealth } from '../../src/probes/health/tryHealth';
import type { ProbeId, ProbeQuestion, ProbeTarget } from '../../src/probes/probe';
import { probeById, runProbe } from '../../src/probes/probeSet';
import { runInside } from '../../src/probes/runInside';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, shell, until, workshop } from './callsSupport';

describe('probes of real containers', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  let server: ProbeTarget;
  let bare: ProbeTarget;
  let before_: readonly string[];
  before(async () => {
    engine = await realEngine(managerUrl());
    const network = `dh-probes-${process.pid}`;
    await engineRequest(managerUrl(), 'POST', '/networks/create', { Name: network });
    made.later(`/networks/${network}`);
    const inNetwork = { HostConfig: { NetworkMode: network, Binds: [`${network}:/data`] } };
    made.later(`/volumes/${network}`);
    const script = 'httpd -f -p 127.0.0.1:9000 & httpd -f -p 8080';
    const id = await made.container(
      shell(script, {
        ...inNetwork,
        User: '1000:1000',
        Env: ['CACHE_URL=redis://cache:6379'],
        Healthcheck: { Test: ['CMD-SHELL', 'echo "token=abcdefghijkl" >&2; exit 3'], Interval: 3600e9 },
      }),
      { name: `dh-probed-${process.pid}` },
    );
    server = await targetOf(id);
    bare = await targetOf(await made.container({ Image: 'scratch/sleeper:1.0', ...inNetwork }));
    await until('it serves', async () => {
      const { exitCode } = await engine.run(id, {
        command: ['wget', '-q', '-O', '-', 'http://127.0.0.1:8080/nothing'],
      });
      return exitCode === 1 && (await listens(server)).length > 1;
    });
    before_ = await containerIds();
  });
  after(async () => {
    engine?.dispose();
    await made.clear();
  });

  it('find what listens, resolve and connect, with tools inside and from a container that has none', async () => {
    for (const target of [server, bare]) {
      const name = server.name;
      assert.deepEqual(
        await probe(target, 'resolve', { host: name }).then(([fact]) => fact?.kind === 'name' && fact.addresses),
        [server.facts.networks[0]?.ipv4],
      );
      assert.equal(await reached(target, name, 8080), 'open');
    }
    assert.equal(await reached(server, server.name, 9000), 'refused', 'it listens on its loopback only');
    assert.equal(await reached(server, 'nobody-is-called-so', 80), 'unresolved');
    assert.deepEqual(await listens(server), ['127.0.0.1:9000', ':::8080']);
    assert.deepEqual(await listens(bare), [], 'Docker’s own resolver is not the container’s');
    assert.deepEqual(await containerIds(), before_, 'no helper is left');
  });

  it('run the health check as the engine does, and mask what it says', async () => {
    const [fact] = await probe(server, 'healthcheck', {});
    assert.ok(fact?.kind === 'healthcheck');
    assert.deepEqual([fact.exitCode, fact.timedOut], [3, false]);
    assert.ok(fact.output.startsWith('token=') && !fact.output.includes('abcdefghijkl'), fact.output);
  });

  it('read who owns a mount and whom the program runs as', async () => {
    const [fact] = await probe(server, 'ownership', { path: '/data' });
    assert.ok(fact?.kind === 'ownership');
    assert.deepEqual([fact.uid, fact.gid, fact.mode, fact.runsAsUid, fact.writable], [0, 0, 0o755, 1000, 'no']);
    await assert.rejects(probe(server, 'ownership', { path: '/nowhere' }), /There is no \/nowhere/);
  });

  it('tell a registry that cannot be reached from an image that it does not have', async () => {
    const [fact] = await probe(server, 'pull', {});
    assert.ok(fact?.kind === 'pull');
    assert.deepEqual([fact.outcome, fact.image], ['unreachable', 'busybox:1.36']);
  });

  it('end what they started inside, at the deadline and when a person gives up', async () => {
    const sleepers = async () =>
      (await engine.run(server.id, { command: ['sh', '-c', 'ps | grep -c "[s]leep 77"'] })).stdout.trim();
    const command = ['sh', '-c', 'echo begun; sleep 770 | sleep 771'];
    const signal = new AbortController().signal;
    const late = await runInside(engine, server.id, command, { signal, deadlineMs: 700, hasShell: true });
    assert.deepEqual([late.timedOut, late.stdout, late.mayRunOn], [true, 'begun\n', false]);
    assert.equal(await sleepers(), '0');

    const giveUp = new AbortController();
    const running = runInside(engine, server.id, command, {
      signal: giveUp.signal,
      deadlineMs: 30_000,
      hasShell: true,
    });
    await until('it runs', async () => Number(await sleepers()) > 1);
    giveUp.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
    assert.equal(await sleepers(), '0');
  });

  it('try health checks in it, in one without a shell, and in a throw-away one', async () => {
    const signal = new AbortController().signal;
    const outcomes = async (id: string, image: string) => {
      const found = await findTools(engine, id, healthTools, signal);
      const listening = await portsInside(engine, id, signal);
      const settings = { image, entrypoint: [], command: [], exposed: [] };
      const trials: string[] = [];
      for (const one of healthTries({ ...settings, listening, found })) {
        const { passed, exitCode } = await tryHealth(engine, id, one, found, signal);
        trials.push(`${one.id} ${passed} ${exitCode}`);
      }
      return { trials, hasShell: found.hasShell };
    };
    const live = await outcomes(server.id, 'busybox:1.36');
    assert.equal(live.hasShell, true);
    // Each port is asked; this nc knows no -z, and both servers have no page at their root.
    assert.ok(live.trials.includes('http-wget false 1') && live.trials.includes('tcp-nc false 1'), live.trials.join());
    assert.deepEqual(await outcomes(bare.id, 'scratch/sleeper:1.0'), { trials: [], hasShell: false });
    const thrown = await inThrowAway(engine, 'shop/web:2.4.1', signal, (id) => outcomes(id, 'shop/web:2.4.1'));
    assert.ok(thrown.trials.includes('http-wget true 0'), thrown.trials.join());
    await assert.rejects(
      inThrowAway(engine, 'busybox:1.36', signal, async () => undefined),
      /ends at once/,
    );
    await until('the engine has removed them', async () => (await containerIds()).length === before_.length);
  });

  it('take a helper back when a person gives up while it is made or used', async () => {
    const giveUp = new AbortController();
    const running = runProbe(probeById('listening'), bare, {}, { engine, signal: giveUp.signal, now });
    const gone = assert.rejects(running, /enough/);
    await until('a helper is there', async () => (await containerIds()).length > before_.length);
    giveUp.abort(new Error('enough'));
    await gone;
    assert.deepEqual(await containerIds(), before_);
  });

  function probe(target: ProbeTarget, id: ProbeId, question: ProbeQuestion): Promise<readonly ProbeFact[]> {
    return runProbe(probeById(id), target, question, { engine, signal: new AbortController().signal, now });
  }

  async function reached(target: ProbeTarget, host: string, port: number): Promise<string | undefined> {
    const [fact] = await probe(target, 'connect', { host, port });
    return fact?.kind === 'connection' ? fact.outcome : undefined;
  }

  async function listens(target: ProbeTarget): Promise<readonly string[]> {
    const [fact] = await probe(target, 'listening', {});
    const all = fact?.kind === 'listening' ? fact.sockets.map(({ address, port }) => `${address}:${port}`) : [];
    return all.sort();
  }

  async function targetOf(id: string): Promise<ProbeTarget> {
    const facts = containerFacts(await engine.inspect('container', id));
    return { id, name: facts.name, engine: 'lab', facts };
  }

  /** Those of other tests in the same engine come and go; helpers bear their label. */
  async function containerIds(): Promise<readonly string[]> {
    const filters = encodeURIComponent(JSON.stringify({ label: ['dockhound.helper'] }));
    const found = await engineRequest(managerUrl(), 'GET', `/containers/json?all=1&filters=${filters}`);
    return (found as readonly { readonly Id: string }[]).map(({ Id }) => Id).sort();
  }
});

function now(): string {
  return '2026-01-01T00:00:00.000Z';
}
