import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { systemClock } from '../../../src/cluster/clock';
import type { Cluster } from '../../../src/cluster/cluster';
import { createCluster } from '../../../src/cluster/createCluster';
import { createNodeRoutes, type NodeRoutes } from '../../../src/cluster/nodeRoutes';
import { connectEngine } from '../../../src/engine/connectEngine';
import type { Diagnosis } from '../../../src/model/finding';
import { diagnoseTarget } from '../../../src/views/diagnosis/diagnoseTarget';
import { type SimEngine, startSimEngine } from '../../sim/simEngine';
import { type SimContainer, simContainer } from '../../sim/simState';

const hour = 3_600_000;

/** One engine with one container `sim-0` that ended with exit code 1 ten seconds ago, unless a test makes it otherwise. */
describe('evidence that is bad', () => {
  let sim: SimEngine;
  let cluster: Cluster;
  let routes: NodeRoutes;
  let box: SimContainer;

  beforeEach(async () => {
    sim = await startSimEngine();
    box = simContainer(0, Date.now());
    sim.add(box);
    end(10_000);
    answerLog((response) => response.end(frame(`${new Date().toISOString()} KeyError: 'QUEUE_URL'\n`)));
    cluster = createCluster({ resolve: async () => sim.endpoint, connect: connectEngine, log: () => undefined });
    routes = createNodeRoutes({
      cluster,
      connect: connectEngine,
      resolve: async () => sim.endpoint,
      settings: () => ({ nodes: {}, template: '', user: 'root' }),
      memory: { get: () => undefined, set: async () => undefined, forget: async () => undefined },
      clock: systemClock,
      log: () => undefined,
    });
  });

  afterEach(async () => {
    routes.dispose();
    cluster.dispose();
    await sim.dispose();
  });

  const diagnose = (options = {}): Promise<Diagnosis> =>
    diagnoseTarget(cluster, routes, { kind: 'container', name: box.name }, options);

  function end(agoMs: number, exitCode = 1): void {
    const now = Date.now();
    Object.assign(box, { state: 'exited', listedState: 'exited', exitCode, startedAt: now - agoMs - 2_000 });
    box.finishedAt = now - agoMs;
  }

  function answerLog(answer: (response: ServerResponse, query: URLSearchParams) => void): void {
    sim.answers.set(`/containers/${box.id}/logs`, (response, query) => {
      response.setHeader('Content-Type', 'application/vnd.docker.raw-stream');
      answer(response, query);
    });
  }

  for (const [way, aheadMs] of [
    ['ahead', 3 * hour],
    ['behind', -3 * hour],
  ] as const) {
    it(`is judged by the engine's clock, three hours ${way} of ours`, async () => {
      sim.clockAheadMs = aheadMs;
      // A loop that is between two crashes: only how lately it started tells it from a program that runs.
      const started = Date.now() + aheadMs - 2_000;
      Object.assign(box, { state: 'running', listedState: 'running', exitCode: 0, startedAt: started });
      box.odd = { RestartCount: 4 };
      const found = await diagnose();
      assert.equal(found.status, 'problem');
      const asked = sim.requests.find((one) => one.startsWith('/events') && one.includes('until='));
      const until = Number(/until=(\d+)/.exec(asked ?? '')?.[1]) * 1_000;
      assert.ok(Math.abs(until - Date.now() - aheadMs) < hour, asked);
      // The same container after a quiet hour, by that clock, is sound.
      box.startedAt = started - hour;
      assert.deepEqual((await diagnose()).findings, []);
    });
  }

  it('without permission for the log is told, and nothing is guessed', async () => {
    sim.answers.set(`/containers/${box.id}/logs`, (response) =>
      response
        .writeHead(403, { 'Content-Type': 'application/json' })
        .end('{"message":"authorization denied by plugin opa"}'),
    );
    const found = await diagnose();
    const gap = found.gaps.find(({ part }) => part === 'log');
    assert.equal(gap?.reason, 'denied');
    assert.match(gap?.message ?? '', /authorization denied by plugin opa/);
    const rules = found.findings.map(({ rule }) => rule);
    assert.deepEqual(
      rules.filter((rule) => rule !== 'unexplained-exit' && rule !== 'container-exited-with-error'),
      [],
    );
    assert.equal(found.status, 'problem');
  });

  it('of 100 MB in lines of a megabyte is read to a bound, and its end is what counts', async () => {
    let sent = 0;
    answerLog((response, query) => {
      const lines = Number(query.get('tail'));
      const huge = frame(`${new Date().toISOString()} ${'x'.repeat(330_000)}\n`);
      const last = frame(`${new Date().toISOString()} KeyError: 'QUEUE_URL'\n`);
      let left = lines - 1;
      const more = () => {
        while (left-- > 0) {
          sent += huge.length;
          if (!response.write(huge)) {
            response.once('drain', more);
            return;
          }
        }
        response.end(last);
      };
      more();
    });
    const found = await diagnose();
    assert.equal(found.findings[0]?.rule, 'missing-env-var');
    assert.ok(sent < 30_000_000, String(sent));
    assert.ok(found.findings[0].evidence.every(({ excerpt }) => excerpt.length <= 400));
  });

  it('with secrets is masked wherever it is told', async () => {
    const line =
      'FATAL connect to postgres://shop:hunter2@db:5432/shop failed: password authentication failed for user "shop"';
    answerLog((response) => response.end(frame(`${new Date().toISOString()} ${line}\n`)));
    box.odd = { Config: { Env: ['DB_PASSWORD=hunter2'], Image: 'a', Labels: {}, Cmd: ['run', '--password=hunter2'] } };
    const found = await diagnose();
    assert.equal(found.status, 'problem');
    assert.doesNotMatch(JSON.stringify(found), /hunter2/);
  });

  it('of a target that vanishes meanwhile is no evidence: it says that it is gone', async () => {
    await cluster.ready();
    sim.containers.delete(box.id);
    const found = await diagnose();
    assert.equal(found.status, 'unknown');
    assert.deepEqual(found.findings, []);
    assert.ok(found.gaps.some(({ reason }) => reason === 'notFound'));
  });

  it('that contradicts itself invents nothing: the newer answer counts', async () => {
    // The list still says that it ended; its inspect says that it runs and is well.
    Object.assign(box, { state: 'running', exitCode: 0, startedAt: Date.now() - hour, health: 'healthy' });
    answerLog((response) => response.end());
    assert.deepEqual((await diagnose()).findings, []);
    // It ended before it began, without an error, and is healthy.
    Object.assign(box, { state: 'exited', exitCode: 0, finishedAt: Date.now() - 2 * hour });
    const odd = await diagnose();
    assert.ok(odd.findings.every(({ severity, confidence }) => severity !== 'error' || confidence < 0.6));
  });

  it('of an engine that answers nothing in time is a gap for each part', async () => {
    Object.assign(box, { state: 'running', listedState: 'running', startedAt: Date.now() - hour });
    await cluster.ready();
    sim.faults.set(`/containers/${box.id}/json`, { type: 'hang' });
    const found = await diagnose({ deadlineMs: 200 });
    assert.equal(found.status, 'unknown');
    assert.ok(found.gaps.some(({ reason }) => reason === 'timeout'));
  });

  it('of a worker’s engine says what only a manager tells, and judges what it has', async () => {
    sim.swarm = {
      LocalNodeState: 'active',
      ControlAvailable: false,
      NodeID: 'w1',
      RemoteManagers: [{ NodeID: 'm1', Addr: '10.0.0.1:2377' }],
    };
    for (const list of ['services', 'tasks', 'nodes', 'secrets', 'configs']) {
      sim.faults.set(`/${list}`, { type: 'status', code: 503, message: 'This node is not a swarm manager.' });
    }
    box.labels = { 'com.docker.swarm.service.id': 's1', 'com.docker.swarm.service.name': 'shop_api' };
    const found = await diagnose();
    assert.equal(found.findings[0]?.rule, 'missing-env-var');
    assert.ok(
      found.gaps.some(({ message }) => /manager/.test(message)),
      JSON.stringify(found.gaps),
    );
  });

  it('in Podman’s words is understood', async () => {
    box.odd = {
      State: {
        ...{ Status: 'stopped', Running: false, ExitCode: 1, Error: '', OOMKilled: false, Pid: 0 },
        ...{ StartedAt: '0001-01-01T00:00:00Z', FinishedAt: new Date(Date.now() - 9_000).toISOString() },
        Healthcheck: { Status: '', FailingStreak: 0, Log: null },
      },
    };
    assert.equal((await diagnose()).findings[0]?.rule, 'missing-env-var');
  });
});

/** A log message as the engine frames it on stderr. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(8);
  head[0] = 2;
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}
