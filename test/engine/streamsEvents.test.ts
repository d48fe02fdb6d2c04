// The event stream and the statistics of a real engine.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Engine, EventsOptions } from '../../src/engine/engine';
import type { EngineEvent } from '../../src/model/engineEvent';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine, shell, sleeper, uniqueName, until, workshop } from './callsSupport';

const run = promisify(execFile);

describe('events of a real engine', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  /** Collects from when the engine has answered until told to stop. */
  async function listen(options: EventsOptions = {}) {
    const controller = new AbortController();
    const events: EngineEvent[] = [];
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const reading = (async () => {
      for await (const event of engine.events({ ...options, onOpen: open }, controller.signal)) events.push(event);
    })();
    await Promise.race([opened, reading]);
    return {
      of: (id: string) => events.filter((event) => event.id === id || event.attributes.name === id),
      async stop() {
        controller.abort();
        await reading;
      },
    };
  }

  it('tells the life of a container, nothing missed from onOpen on', async () => {
    const heard = await listen();
    const id = await made.container(shell('exit 3'));
    await until('its end', () => heard.of(id).some((event) => event.action === 'die'));
    await heard.stop();
    const own = heard.of(id).filter((event) => event.type === 'container');
    assert.deepEqual(
      own.map((event) => event.action),
      ['create', 'start', 'die'],
    );
    assert.equal(own[2]?.attributes.exitCode, '3');
    for (const event of own) {
      assert.match(event.timeNano, /^\d{19}$/);
      assert.equal(event.scope, 'local');
      assert.equal(event.name, event.attributes.name);
    }
    // The digits survive: through a number they would end in a multiple of 256 ns.
    assert.ok(own.some((event) => String(Number(event.timeNano)) !== event.timeNano));
  });

  it('takes up where it stopped, by the nanosecond', async () => {
    const id = await made.container(sleeper);
    await engine.act(id, { type: 'pause' });
    await engine.act(id, { type: 'unpause' });
    const heard = await listen({ sinceNano: String(BigInt(Date.now() - 60_000) * 1_000_000n) });
    const first = await until('all four', () => heard.of(id).length >= 4 && heard.of(id));
    await heard.stop();
    assert.deepEqual(
      first.map((event) => event.action),
      ['create', 'start', 'pause', 'unpause'],
    );
    const again = await listen({ sinceNano: first[2]?.timeNano ?? '' });
    const rest = await until('the rest', () => again.of(id).length >= 2 && again.of(id));
    await again.stop();
    assert.deepEqual(
      rest.map((event) => event.timeNano),
      first.slice(2).map((event) => event.timeNano),
    );
  });

  it('splits health_status and lets the engine filter by action', async () => {
    const heard = await listen({ actions: ['health_status', 'die'] });
    const id = await made.container(
      shell('sleep 1000', { Healthcheck: { Test: ['CMD-SHELL', 'test -e /ok'], Interval: 1e8, Retries: 1 } }),
    );
    await until('unhealthy', () => heard.of(id).length >= 1);
    await engine.run(id, { command: ['touch', '/ok'] });
    await until('healthy', () => heard.of(id).length >= 2);
    await engine.act(id, { type: 'kill' });
    await until('die', () => heard.of(id).length >= 3);
    await heard.stop();
    assert.deepEqual(
      heard.of(id).map(({ action, detail }) => [action, detail]),
      [
        ['health_status', 'unhealthy'],
        ['health_status', 'healthy'],
        ['die', undefined],
      ],
    );
  });

  it('tells what happens in the swarm', async () => {
    const heard = await listen();
    const name = uniqueName('svc');
    const id = await made.service(name, { ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'] } });
    await until('its creation', () => heard.of(id).length >= 1);
    await heard.stop();
    const [created] = heard.of(id);
    assert.equal(created?.type, 'service');
    assert.equal(created?.action, 'create');
    assert.equal(created?.scope, 'swarm');
    assert.equal(created?.name, name);
  });

  it('tells that memory ran out', async () => {
    const heard = await listen({ actions: ['oom', 'die'] });
    const says = (id: string, action: string) => heard.of(id).some((event) => event.action === action);
    // The kernel's notice races with the container's end and is lost now and then (T3), so there are some tries.
    let id = '';
    for (let attempt = 1; attempt <= 4 && !says(id, 'oom'); attempt++) {
      // tail keeps one endless line in memory.
      const limits = { Memory: 8 * 2 ** 20, MemorySwap: 8 * 2 ** 20 };
      id = await made.container(shell('tail /dev/zero', { HostConfig: limits }));
      await until('die', () => says(id, 'die'));
      for (let look = 0; look < 20 && !says(id, 'oom'); look++) await new Promise((done) => setTimeout(done, 50));
    }
    await heard.stop();
    assert.ok(says(id, 'oom'));
    const read = await engine.get('container', id);
    assert.ok(read.ok && read.value.oomKilled);
  });

  it('ends with its signal, also before it began', async () => {
    const controller = new AbortController();
    controller.abort();
    for await (const event of engine.events({}, controller.signal)) assert.fail(event.action);
    for await (const event of engine.events({}, AbortSignal.timeout(50))) {
      assert.ok(event);
    }
  });
});

describe('statistics of a real engine', () => {
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  it('agree with docker stats', async () => {
    const limit = 64 * 2 ** 20;
    const id = await made.container(
      shell(
        'dd if=/dev/zero of=/file bs=1M count=8 2>/dev/null; touch /ready; sleep 1000 & sleep 1000 & while :; do :; done',
        {
          HostConfig: { Memory: limit, NanoCpus: 3e8, PidsLimit: 50 },
        },
      ),
    );
    await until(
      'all its programs',
      async () => (await engine.run(id, { command: ['test', '-e', '/ready'] })).exitCode === 0,
    );
    const samples = [];
    // Its two readings may both fall into a pause that the quota makes; then it says 0 %.
    const theirs = until('docker stats', async () => {
      const words = ['-H', managerUrl(), 'stats', '--no-stream', '--format', '{{json .}}', id];
      const row = JSON.parse((await run('docker', words)).stdout) as Record<string, string>;
      return Number.parseFloat(row.CPUPerc ?? '') > 0 && row;
    });
    for await (const sample of engine.stats(id, AbortSignal.timeout(20_000))) {
      samples.push(sample);
      if (samples.length === 4) break;
    }
    const { MemUsage, PIDs } = await theirs;
    const [first] = samples;
    const last = samples.at(-1);
    assert.ok(first && last);
    assert.equal(first.cpuPercent, undefined);
    assert.equal(last.memoryLimitBytes, limit);
    assert.equal(last.cpuLimit, 0.3);
    assert.equal(last.pidsLimit, 50);
    assert.equal(last.pids, Number(PIDs));
    // The quota holds the loop at 30 % of a core, whatever else the machine does.
    assert.ok(last.cpuPercent !== undefined && last.cpuPercent > 0 && last.cpuPercent < 60, `${last.cpuPercent} %`);
    assert.ok((last.throttled ?? 0) > 0 && (last.throttled ?? 0) <= 1);
    assert.match(MemUsage ?? '', /\/ 64MiB$/);
    const shown = Number.parseFloat(MemUsage ?? '') * (MemUsage?.includes('KiB') ? 1024 : 2 ** 20);
    assert.ok(Math.abs(shown - last.memoryBytes) < 4 * 2 ** 20, `${shown} and ${last.memoryBytes} bytes`);
    assert.equal(last.onlineCpus, (await engine.info()).cpus);
    assert.ok(Date.parse(last.at) > Date.parse(first.at));
  });

  it('have no limits of their own without limits, and end when the container stops', async () => {
    const id = await made.container(sleeper);
    let count = 0;
    for await (const sample of engine.stats(id, AbortSignal.timeout(30_000))) {
      assert.equal(sample.memoryLimitBytes, undefined);
      assert.equal(sample.cpuLimit, undefined);
      assert.ok(sample.memoryBytes > 0);
      if (++count === 1) await engineRequest(managerUrl(), 'POST', `/containers/${id}/kill`);
    }
    assert.ok(count >= 1);
  });

  it('take over a limit that is set while they run', async () => {
    const id = await made.container(sleeper);
    let seen: number | undefined;
    for await (const sample of engine.stats(id, AbortSignal.timeout(30_000))) {
      seen = sample.memoryLimitBytes;
      if (seen !== undefined) break;
      const limits = { Memory: 96 * 2 ** 20, MemorySwap: 96 * 2 ** 20 };
      await engineRequest(managerUrl(), 'POST', `/containers/${id}/update`, limits);
    }
    assert.equal(seen, 96 * 2 ** 20);
  });
});
