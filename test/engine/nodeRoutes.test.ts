// A task on the worker, reached from the manager's picture through the worker's own engine: over SSH and over TLS.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src/cluster/clock';
import type { Cluster } from '../../src/cluster/cluster';
import { createCluster } from '../../src/cluster/createCluster';
import { createNodeRoutes, type NodeRoutes } from '../../src/cluster/nodeRoutes';
import { routeMemory } from '../../src/cluster/routeMemory';
import { findContainer } from '../../src/commands/containerTarget';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { choiceOf, endpointOfChoice } from '../../src/engine/resolveEndpoint';
import { realSurroundings } from '../../src/engine/surroundings';
import { createStatsBook } from '../../src/feeds/stats/statsBook';
import type { Gap } from '../../src/model/gap';
import { HumanError } from '../../src/model/humanError';
import type { SwarmNode } from '../../src/model/swarmNode';
import type { Task } from '../../src/model/task';
import type { Disposable } from '../../src/util/disposable';
import { statsPanel } from '../../src/views/panels/statsPanel';
import { plainStats } from '../feeds/stats/samples';
import { managerUrl, workerUrl } from '../support/lab';
import { sshEngine, tlsEngine } from '../support/remote';
import { uniqueName, until, workshop } from './callsSupport';

describe('the engine of the node a task runs on', () => {
  const made = workshop(managerUrl);
  const name = uniqueName('far');
  const later: (() => unknown)[] = [];
  let cluster: Cluster;
  let interest: Disposable;
  let task: Task;
  let worker: SwarmNode;
  let nodes: Record<string, string> = {};
  let env: NodeJS.ProcessEnv = process.env;
  let routes: NodeRoutes;

  const resolve = (address: string) => endpointOfChoice(choiceOf(address), 'chosen', realSurroundings(env));
  before(async () => {
    const script = 'echo ready from $(hostname); exec sleep 1000';
    await made.service(name, {
      ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', script], Hostname: 'inside-far' },
      Placement: { Constraints: ['node.role==worker'] },
    });
    cluster = createCluster({ resolve: () => resolve(managerUrl()), connect: connectEngine, log: () => undefined });
    interest = cluster.watch({ tasks: true });
    await cluster.ready();
    task = await until('the task runs', () =>
      [...(cluster.all('task')?.values() ?? [])].find((one) => one.name === `${name}.1` && one.state === 'running'),
    );
    worker = cluster.get('node', task.nodeId ?? '') ?? assert.fail('its node is known');
  });
  beforeEach(() => {
    nodes = {};
    env = process.env;
    const stored = new Map<string, unknown>();
    routes = createNodeRoutes({
      cluster,
      connect: connectEngine,
      resolve,
      settings: () => ({ nodes, template: '', user: 'root' }),
      memory: routeMemory({
        get: <T>(key: string) => stored.get(key) as T | undefined,
        update: async (key, value) => void stored.set(key, value),
      }),
      clock: systemClock,
      log: () => undefined,
    });
  });
  afterEach(async () => {
    routes.dispose();
    for (const end of later.splice(0).reverse()) await end();
  });
  after(async () => {
    interest?.dispose();
    cluster?.dispose();
    await made.clear();
  });

  async function useSsh() {
    const ssh = await sshEngine('worker');
    const before = process.env.PATH;
    // The transport starts the `ssh` of the PATH of this process.
    process.env.PATH = `${ssh.binPath}:${before}`;
    later.push(() => {
      process.env.PATH = before;
      return ssh.close();
    });
    nodes = { [worker.name]: ssh.url };
    return ssh;
  }

  const find = () => findContainer(cluster, { kind: 'task', id: task.id }, { routes });

  async function worksInside(engine: Engine, id: string): Promise<void> {
    const { stdout, exitCode } = await engine.run(id, { command: ['sh', '-c', 'echo I am $(hostname)'] });
    assert.deepEqual([stdout, exitCode], ['I am inside-far\n', 0]);
    const session = await engine.exec(id, { command: ['head', '-n', '1'], tty: false });
    await session.write(Buffer.from('over the wire\n'));
    let echoed = '';
    for await (const { bytes } of session.output) echoed += bytes.toString();
    assert.equal(echoed, 'over the wire\n');
    const abort = new AbortController();
    for await (const sample of engine.stats(id, abort.signal)) {
      assert.ok(sample.memoryBytes > 0);
      abort.abort();
    }
    const lines: string[] = [];
    const logs = engine.logs({ kind: 'container', id }, { follow: false, tail: 'all' }, new AbortController().signal);
    for await (const batch of logs) lines.push(...batch.map(({ text }) => text));
    assert.deepEqual(lines, ['ready from inside-far']);
  }

  async function refusal(): Promise<HumanError> {
    const error = await find().then(
      () => assert.fail('it was reached'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof HumanError, String(error));
    assert.match(error.message, new RegExp(`^Task ${name}\\.1 runs on node ${worker.name}\\. `));
    return error;
  }

  it('is reached through a real sshd', async () => {
    const { url } = await useSsh();
    const { engine, container, node } = await find();
    assert.deepEqual([container.id, container.state, node?.id], [task.containerId, 'running', worker.id]);
    await worksInside(engine, container.id);
    assert.deepEqual(routes.status(worker.id), { type: 'connected', via: 'dockhound.nodes', engine: url });
    assert.equal((await find()).engine, engine, 'the second use finds the connection open');
  });

  it('is reached through TCP with TLS, by a Docker context', async () => {
    const tls = await tlsEngine('worker');
    const config = mkdtempSync(path.join(tmpdir(), 'dockhound-config-'));
    later.push(tls.close, () => rmSync(config, { recursive: true, force: true }));
    const file = (each: string) => path.join(tls.certPath, each);
    const tcp = `host=${tls.url},ca=${file('ca.pem')},cert=${file('cert.pem')},key=${file('key.pem')}`;
    execFileSync('docker', ['--config', config, 'context', 'create', 'far', '--docker', tcp], { stdio: 'ignore' });
    env = { ...process.env, DOCKER_CONFIG: config };
    nodes = { [worker.name]: 'far' };
    const { engine, container } = await find();
    assert.equal(engine.endpoint.address.type, 'tcp');
    await worksInside(engine, container.id);
  });

  it('is not reached when its host key is unknown, which is said', async () => {
    const { knownHosts } = await useSsh();
    writeFileSync(knownHosts, '');
    const error = await refusal();
    assert.ok(error.cause instanceof EngineError);
    assert.equal(error.cause.reason, 'hostKey');
    assert.match(error.message, /host.*key|key.*host/i);
    const status = routes.status(worker.id);
    assert.ok(status.type === 'failed' && status.error === error.cause.message);
  });

  it('is not taken for another one: the manager at the address of the worker', async () => {
    nodes = { [worker.name]: managerUrl() };
    const { message } = await refusal();
    const manager = cluster.info?.name ?? assert.fail('no info');
    assert.match(message, new RegExp(`which is node ${manager}, and not to node ${worker.name}`));
    // What was only tried is not remembered either.
    await assert.rejects(routes.connect(worker, managerUrl()), HumanError);
    nodes = {};
    assert.equal(routes.knows(worker), false);
  });

  it('is missed with a sentence when no way is known', async () => {
    const error = await refusal();
    assert.match(error.message, new RegExp(`No way to the engine of node ${worker.name} is known`));
    assert.match(error.next ?? '', /dockhound\.nodes/);
  });

  it('is measured in the stats panel of its service, and named in the bar while it is not reached', async () => {
    nodes = { [worker.name]: 'unix:///nowhere/docker.sock' };
    let gaps: readonly Gap[] = [];
    let samples = 0;
    const panel = statsPanel([], createStatsBook(), plainStats).create({
      cluster,
      routes,
      target: { kind: 'service', id: task.serviceId, name },
      notify: (notice) => {
        if (notice === 'samples') samples++;
      },
      setGaps: (next) => {
        gaps = next;
      },
      openRaw: async () => undefined,
      execute: async () => undefined,
      log: () => undefined,
    });
    later.push(() => panel.dispose());
    panel.setVisible(true);
    const [gap] = await until('the bar names the node', () => gaps.length > 0 && gaps);
    assert.equal(gap?.node, worker.name);
    assert.match(gap?.message ?? '', new RegExp(`${name}\\.1 runs on ${worker.name}\\. Its engine is not reached: `));
    nodes = { [worker.name]: workerUrl() };
    panel.retry();
    await until('samples come', () => samples > 0);
    assert.deepEqual(gaps, []);
  });
});
