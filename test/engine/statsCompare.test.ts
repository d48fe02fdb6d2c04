// Our figures beside those of `docker stats --no-stream`, for the same containers at the same time.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Engine } from '../../src/engine/engine';
import type { StatsReading, StatsSample } from '../../src/model/statsSample';
import { engineRequest, managerUrl } from '../support/lab';
import { realEngine } from './callsSupport';

const docker = promisify(execFile);
const run = `compare-${process.pid}`;

/** As the CLI prints one: `20.01%`, `33.1MiB / 64MiB`, `1.2kB / 0B`. */
interface Printed {
  readonly ID: string;
  readonly CPUPerc: string;
  readonly MemUsage: string;
  readonly MemPerc: string;
  readonly NetIO: string;
  readonly BlockIO: string;
  readonly PIDs: string;
}

describe('stats beside those of docker', () => {
  let engine: Engine;
  const ids: Record<string, string> = {};

  before(async function () {
    this.timeout(30_000);
    engine = await realEngine(managerUrl());
    // A quota makes the load steady, however busy the machine; memory is held by a file in a tmpfs, and the cache by one on disk.
    const held = 'dd if=/dev/zero of=/held/x bs=1M count=32 2>/dev/null';
    const cached = 'dd if=/dev/zero of=/cached bs=1M count=8 2>/dev/null';
    ids.busy = await start('busy', 'while :; do :; done', { NanoCpus: 1e8, Memory: 64 * 2 ** 20, PidsLimit: 20 });
    ids.holder = await start('holder', `${held}; ${cached}; sleep 100000 & exec sleep 100000`, {
      Memory: 128 * 2 ** 20,
      Tmpfs: { '/held': 'size=64m' },
    });
  });

  after(async () => {
    for (const id of Object.values(ids)) await engineRequest(managerUrl(), 'DELETE', `/containers/${id}?force=1&v=1`);
    engine?.dispose();
  });

  it('are the same for CPU, memory, network, block I/O and processes, streamed and read in turn', async function () {
    this.timeout(60_000);
    const printed = await printedByDocker(Object.values(ids));
    const [streamed, single] = [new Map<string, StatsSample>(), new Map<string, StatsSample>()];
    await Promise.all(
      Object.entries(ids).flatMap(([name, id]) => [
        third(engine, id).then((sample) => streamed.set(name, sample)),
        inTurn(engine, id).then((sample) => single.set(name, sample)),
      ]),
    );
    for (const [name, id] of Object.entries(ids)) {
      const cli = printed.find(({ ID }) => id.startsWith(ID)) ?? assert.fail(`docker says nothing of ${name}`);
      for (const samples of [streamed, single]) {
        const own = samples.get(name) ?? assert.fail();
        const [memory, limit] = pair(cli.MemUsage);
        near(own.memoryBytes, memory, 2 ** 20, `${name}: memory`);
        assert.equal(own.memoryLimitBytes, limit);
        // Within what the kernel's 100 ms periods of a quota leave over a second or two.
        near(own.cpuPercent ?? Number.NaN, Number.parseFloat(cli.CPUPerc), name === 'busy' ? 4 : 1, `${name}: CPU`);
        assert.equal(own.pids, Number(cli.PIDs), `${name}: processes`);
        const [received, sent] = pair(cli.NetIO);
        near(own.networkRxBytes, received, 4000, `${name}: received`);
        near(own.networkTxBytes, sent, 4000, `${name}: sent`);
        const [read, written] = pair(cli.BlockIO);
        near(own.blockReadBytes, read, Math.max(1e5, read * 0.1), `${name}: read`);
        near(own.blockWriteBytes, written, Math.max(1e5, written * 0.1), `${name}: written`);
      }
    }
    const [busy, holder] = [single.get('busy'), single.get('holder')];
    assert.ok((holder?.memoryBytes ?? 0) > 32 * 2 ** 20, 'what the tmpfs holds counts');
    assert.ok((holder?.cacheBytes ?? 0) > 7 * 2 ** 20, 'the file on disk is cache');
    assert.deepEqual([busy?.cpuLimit, busy?.pidsLimit], [0.1, 20]);
    assert.ok((busy?.throttled ?? 0) > 0.5, 'it runs against its quota');
  });

  it('read one at a time compare with the reading before, and end with the container', async function () {
    this.timeout(30_000);
    const id = ids.busy ?? assert.fail();
    const first = (await engine.statsOnce(id)) ?? assert.fail();
    await new Promise((done) => setTimeout(done, 1500));
    const second = (await engine.statsOnce(id, first)) ?? assert.fail();
    const passed = Date.parse(second.sample.at) - Date.parse(first.sample.at);
    assert.equal(second.sample.spanMs, passed);
    assert.ok(passed >= 1500);
    // The limit follows a change only after a while in a reading; the engine tells it at once.
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/update`, { NanoCpus: 2e8 });
    const fresh = { ...second, limitsReadAt: 0 } satisfies StatsReading;
    assert.equal((await engine.statsOnce(id, fresh))?.sample.cpuLimit, 0.2);
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/kill`);
    await engineRequest(managerUrl(), 'POST', `/containers/${id}/wait`);
    assert.equal(await engine.statsOnce(id, second), undefined);
    await assert.rejects(engine.statsOnce('0'.repeat(64)), /no such container/i);
  });

  async function start(name: string, script: string, HostConfig: object): Promise<string> {
    const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', script], HostConfig };
    const path = `/containers/create?name=${run}-${name}`;
    const { Id } = (await engineRequest(managerUrl(), 'POST', path, body)) as { Id: string };
    await engineRequest(managerUrl(), 'POST', `/containers/${Id}/start`);
    return Id;
  }
});

async function printedByDocker(ids: readonly string[]): Promise<readonly Printed[]> {
  const args = ['-H', managerUrl(), 'stats', '--no-stream', '--format', '{{json .}}', ...ids];
  const { stdout } = await docker('docker', args, { timeout: 30_000 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Printed);
}

/** The first one of a stream has nothing to compare with. */
async function third(engine: Engine, id: string): Promise<StatsSample> {
  const abort = new AbortController();
  let count = 0;
  for await (const sample of engine.stats(id, abort.signal)) {
    count++;
    if (count < 3) continue;
    abort.abort();
    return sample;
  }
  return assert.fail('The stream ended.');
}

async function inTurn(engine: Engine, id: string): Promise<StatsSample> {
  const first = await engine.statsOnce(id);
  await new Promise((done) => setTimeout(done, 2000));
  return (await engine.statsOnce(id, first))?.sample ?? assert.fail('It does not run.');
}

function pair(text: string): [number, number] {
  const [left = '', right = ''] = text.split(' / ');
  return [bytes(left), bytes(right)];
}

/** Both kinds of units that the CLI prints: `kB` and `MiB`. */
function bytes(text: string): number {
  const [, value = '', unit = ''] = /^([\d.]+)([A-Za-z]+)$/.exec(text.trim()) ?? assert.fail(`${text} is no size`);
  const base = unit.includes('i') ? 1024 : 1000;
  return Number(value) * base ** Math.max(0, ' kmgt'.indexOf(unit.charAt(0).toLowerCase()));
}

function near(own: number, reference: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(own - reference) <= tolerance, `${what}: ${own} here, ${reference} there`);
}
