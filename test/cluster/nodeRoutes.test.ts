// The ways to other nodes' engines: order, identity, pooling, and what is said when there is none.

import assert from 'node:assert/strict';
import type { Cluster, ClusterStatus } from '../../src/cluster/cluster';
import { createNodeRoutes, type NodeRoutes } from '../../src/cluster/nodeRoutes';
import { configuredRoute, type NodeRouteSettings } from '../../src/cluster/routeChoice';
import { routeMemory } from '../../src/cluster/routeMemory';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { HumanError } from '../../src/model/humanError';
import { Emitter } from '../../src/util/emitter';
import { FakeEngine } from './fakeEngine';
import { createManualClock } from './manualClock';
import { endpoint, engineInfo, node } from './objects';

const member = (nodeId: string | undefined, name = nodeId ?? 'alone') =>
  engineInfo({
    name,
    id: `engine-of-${name}`,
    swarm: {
      role: nodeId === undefined ? 'none' : 'manager',
      clusterId: 'c',
      remoteManagers: [],
      ...(nodeId === undefined ? {} : { nodeId }),
    },
  });

function rig(settings: Partial<NodeRouteSettings> = {}) {
  const clock = createManualClock();
  const nodes = new Map(['here', 'n2', 'n3'].map((id) => [id, node(id, { name: `${id}-name`, address: '10.0.0.2' })]));
  const status = new Emitter<ClusterStatus>(() => undefined);
  const here = new FakeEngine();
  const info = member('here');
  here.info = info;
  const cluster = {
    info,
    engine: async () => here.asEngine(),
    get: (_kind: string, id: string) => nodes.get(id),
    onDidChangeStatus: status.event,
  } as unknown as Cluster;
  const stored = new Map<string, unknown>();
  const answering = new Map<string, () => FakeEngine>();
  const made: FakeEngine[] = [];
  const tried: string[] = [];
  const current = { nodes: {}, template: '', user: 'ops', ...settings };
  const routes: NodeRoutes = createNodeRoutes({
    cluster,
    clock,
    settings: () => current,
    memory: routeMemory({
      get: <T>(key: string) => stored.get(key) as T | undefined,
      update: async (key, value) => void stored.set(key, value),
    }),
    resolve: async (address) => ({ ...endpoint(address), url: address }),
    connect: async ({ url }, { signal } = {}): Promise<Engine> => {
      tried.push(url);
      const make = answering.get(url);
      if (!make && url === 'ssh://never') {
        await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      }
      if (!make) throw new EngineError({ reason: 'hostKey', engine: url, message: `The key of ${url} is unknown.` });
      const engine = make();
      made.push(engine);
      // The fake's endpoint is fixed when it is made, so the pool sees the address that was asked for.
      return Object.assign(engine.asEngine(), { endpoint: { ...endpoint(url), url } });
    },
    log: () => undefined,
  });
  const node2 = nodes.get('n2') ?? node('n2');
  const answer = (url: string, nodeId: string | undefined) =>
    answering.set(url, () => {
      const engine = new FakeEngine();
      engine.info = member(nodeId);
      return engine;
    });
  return { routes, clock, here, nodes, node2, status, answer, answering, made, tried, current, stored };
}

async function humanError(promise: Promise<unknown>): Promise<HumanError> {
  const error = await promise.then(
    () => assert.fail('it was reached'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HumanError, String(error));
  return error;
}

describe('nodeRoutes', () => {
  it('takes the connection in hand for its own node, and tries nothing by itself', async () => {
    const { routes, nodes, tried, node2 } = rig({ nodes: { 'n2-name': 'ssh://n2' } });
    assert.deepEqual(
      [routes.status('here').type, routes.status('n2').type, routes.knows(node2)],
      ['here', 'untried', true],
    );
    const engine = await routes.engineFor(nodes.get('here') ?? node('here'));
    assert.equal(engine.label, 'lab');
    assert.deepEqual(tried, []);
    routes.dispose();
  });

  it('says how to connect a node that no way leads to', async () => {
    const { routes, node2 } = rig();
    const error = await humanError(routes.engineFor(node2));
    assert.match(error.message, /No way to the engine of node n2-name is known/);
    assert.match(error.next ?? '', /dockhound\.nodes/);
    const [action] = error.actions;
    assert.ok(action && 'command' in action);
    assert.equal(action.command, 'dockhound.node.connect');
    assert.equal(routes.status('n2').type, 'untried');
    assert.equal(routes.knows(node2), false);
    routes.dispose();
  });

  it('connects once for many, tells it, and keeps the engine for the next use', async () => {
    const { routes, node2, answer, tried, made } = rig({ nodes: { 'n2-name': 'ssh://n2' } });
    answer('ssh://n2', 'n2');
    const told: string[] = [];
    routes.onDidChange((id) => told.push(id));
    const [one, two] = await Promise.all([routes.engineFor(node2), routes.engineFor(node2)]);
    assert.equal(one, two);
    assert.equal(await routes.engineFor(node2), one);
    assert.deepEqual([tried, told, routes.status('n2').type], [['ssh://n2'], ['n2'], 'connected']);
    routes.dispose();
    assert.equal(made[0]?.disposed, true);
  });

  it('refuses an engine that is another node, and names it', async () => {
    const { routes, node2, answer, made } = rig({ nodes: { 'n2-name': 'ssh://n2' } });
    answer('ssh://n2', 'n3');
    assert.match((await humanError(routes.engineFor(node2))).message, /which is node n3-name, and not to node n2-name/);
    assert.equal(made[0]?.disposed, true);
    answer('ssh://n2', undefined);
    const error = await humanError(routes.engineFor(node2, undefined, { again: true }));
    assert.match(error.message, /in no swarm/);
    routes.dispose();
  });

  it('shows no password that an address was written with', async () => {
    const { routes, node2 } = rig({ nodes: { 'n2-name': 'tcp://ops:hunter2@n2:2375' } });
    const { message } = await humanError(routes.engineFor(node2));
    assert.match(message.replace(/: The key.*/, ''), /tcp:\/\/ops:…@n2:2375/);
    assert.doesNotMatch(message.replace(/: The key.*/, ''), /hunter2/);
    routes.dispose();
  });

  it('tells a failure again for half a minute without trying, unless asked to', async () => {
    const { routes, node2, tried, clock, current } = rig({ nodes: { 'n2-name': 'ssh://bad' } });
    const first = await humanError(routes.engineFor(node2));
    assert.match(first.message, /n2-name was not reached by ssh:\/\/bad .*The key of ssh:\/\/bad is unknown/);
    assert.ok(first.cause instanceof EngineError && first.cause.reason === 'hostKey');
    await humanError(routes.engineFor(node2));
    assert.equal(tried.length, 1);
    await humanError(routes.engineFor(node2, undefined, { again: true }));
    assert.equal(tried.length, 2);
    await clock.advance(30_000);
    await humanError(routes.engineFor(node2));
    assert.equal(tried.length, 3);
    // A corrected setting counts at once.
    current.nodes = { 'n2-name': 'ssh://worse' };
    await humanError(routes.engineFor(node2));
    assert.equal(tried.at(-1), 'ssh://worse');
    const status = routes.status('n2');
    assert.ok(status.type === 'failed' && /ssh:\/\/worse/.test(status.error));
    routes.dispose();
  });

  it('remembers what was connected to, only when it worked, and before any setting', async () => {
    const { routes, node2, answer, stored, tried } = rig({ nodes: { 'n2-name': 'ssh://set' } });
    answer('ssh://set', 'n2');
    answer('ssh://typed', 'n2');
    await routes.engineFor(node2);
    await assert.rejects(routes.connect(node2, 'ssh://bad'), { reason: 'hostKey' });
    assert.equal(stored.size, 0);
    assert.equal(routes.status('n2').type, 'connected', 'what worked before still does');
    await routes.connect(node2, 'ssh://typed');
    const status = routes.status('n2');
    assert.equal(status.type === 'connected' && status.via, 'remembered');
    await routes.engineFor(node2);
    assert.deepEqual(tried, ['ssh://set', 'ssh://bad', 'ssh://typed']);
    assert.deepEqual([...stored.values()], [{ 'c/n2': 'ssh://typed' }]);
    await routes.forget(node2);
    assert.deepEqual([[...stored.values()], routes.status('n2').type], [[{}], 'untried']);
    await routes.engineFor(node2);
    assert.equal(tried.at(-1), 'ssh://set', 'the settings count again');
    routes.dispose();
  });

  it('lets an engine go five minutes after its last use, not while it is used', async () => {
    const { routes, node2, answer, made, clock } = rig({ nodes: { 'n2-name': 'ssh://n2' } });
    answer('ssh://n2', 'n2');
    const engine = await routes.engineFor(node2);
    const abort = new AbortController();
    const reading = (async () => {
      for await (const _ of engine.events({}, abort.signal)) assert.fail('nothing happens');
    })();
    await clock.advance(20 * 60_000);
    assert.equal(made[0]?.disposed, false);
    abort.abort();
    await reading;
    await clock.advance(5 * 60_000);
    assert.equal(made[0]?.disposed, true);
    assert.equal(routes.status('n2').type, 'untried');
    assert.equal(clock.pending, 0);
    routes.dispose();
  });

  it('connects a broken one anew at its next use', async () => {
    const { routes, node2, answer, made, clock } = rig({ nodes: { 'n2-name': 'ssh://n2' } });
    answer('ssh://n2', 'n2');
    const lost = () => {
      throw new EngineError({ reason: 'unreachable', engine: 'n2', message: 'The connection was cut.' });
    };
    const first = await routes.engineFor(node2);
    if (made[0]) made[0].gate = lost;
    await assert.rejects(first.list('container'));
    assert.deepEqual([routes.status('n2').type, made[0]?.disposed], ['failed', true]);
    await routes.engineFor(node2);
    assert.equal(made.length, 2);
    // Broken in silence: it is tried before it is handed out.
    if (made[1]) made[1].gate = lost;
    await clock.advance(60_000);
    const third = await routes.engineFor(node2);
    await third.list('container');
    assert.equal(made.length, 3);
    assert.equal(routes.status('n2').type, 'connected');
    routes.dispose();
  });

  it('asks an engine that took too long whether it is still there, and keeps it when it is', async () => {
    const { routes, node2, answer, made } = rig({ nodes: { 'n2-name': 'ssh://n2' } });
    answer('ssh://n2', 'n2');
    const slow = () => {
      throw new EngineError({ reason: 'timeout', engine: 'n2', message: 'No answer in time.' });
    };
    const first = await routes.engineFor(node2);
    const engine = made[0] ?? assert.fail('none was made');
    engine.gate = (call) => (call === 'list image' ? slow() : undefined);
    await assert.rejects(first.list('image'));
    assert.equal(routes.status('n2').type, 'connected');
    assert.equal(await routes.engineFor(node2), first);
    assert.equal(engine.count('ping'), 1);
    engine.gate = slow;
    await assert.rejects(first.list('image'));
    assert.notEqual(await routes.engineFor(node2), first);
    assert.equal(engine.disposed, true);
    routes.dispose();
    await assert.rejects(routes.engineFor(node2), { reason: 'cancelled' });
  });

  it('ends every connection when another engine is chosen, and when the cluster idles', async () => {
    const { routes, node2, answer, made, status } = rig({ nodes: { 'n2-name': 'ssh://n2' } });
    answer('ssh://n2', 'n2');
    const live = (name: string) => status.fire({ type: 'live', endpoint: endpoint(), info: member('here', name) });
    live('here');
    await routes.engineFor(node2);
    live('here');
    assert.equal(made[0]?.disposed, false);
    live('another');
    assert.equal(made[0]?.disposed, true);
    await routes.engineFor(node2);
    status.fire({ type: 'idle' });
    assert.equal(made[1]?.disposed, true);
    assert.equal(routes.status('n2').type, 'untried');
    routes.dispose();
  });

  it('stops trying when nobody waits any more', async () => {
    const { routes, node2, answer, clock } = rig({ nodes: { 'n2-name': 'ssh://never' } });
    const abort = new AbortController();
    const asked = routes.engineFor(node2, abort.signal);
    await clock.advance(1);
    abort.abort();
    await assert.rejects(asked, { reason: 'cancelled' });
    // Who comes right after does not join what is being given up.
    answer('ssh://never', 'n2');
    await routes.engineFor(node2);
    assert.equal(routes.status('n2').type, 'connected', 'giving up is no failure');
    await clock.advance(1);
    assert.equal(routes.status('n2').type, 'connected');
    routes.dispose();
  });
});

describe('configuredRoute', () => {
  const worker = node('n2', { name: 'worker', address: '10.0.0.2', labels: { zone: 'eu' } });
  const read = (settings: Partial<NodeRouteSettings>, one = worker) => {
    const reading = configuredRoute(one, { nodes: {}, template: '', user: 'ops', ...settings });
    return reading.ok ? `${reading.route.address} by ${reading.route.via}` : reading.why;
  };

  it('takes the name, then a label, then the template', () => {
    const template = 'ssh://{user}@{addr}';
    const nodes = { 'label:zone=eu': 'context-eu', worker: ' tcp://w:2376 ', 'label:zone=us': 'no' };
    assert.equal(read({ nodes, template }), 'tcp://w:2376 by dockhound.nodes');
    assert.equal(read({ nodes: { 'label:zone=eu': 'context-eu' }, template }), 'context-eu by dockhound.nodes');
    assert.equal(read({ nodes: { 'label:zone=us': 'x' }, template }), 'ssh://ops@10.0.0.2 by dockhound.nodeTemplate');
    assert.equal(read({ template: 'ssh://{host}' }), 'ssh://worker by dockhound.nodeTemplate');
  });

  it('uses the address at which managers know one that knows itself as 0.0.0.0, and IPv6 in brackets', () => {
    const template = 'ssh://{addr}';
    const manager = node('m', { address: '0.0.0.0', managerAddress: '10.0.0.1:2377' });
    assert.match(read({ template }, manager), /^ssh:\/\/10\.0\.0\.1 /);
    assert.match(read({ template }, node('m', { address: 'fd00::2' })), /^ssh:\/\/\[fd00::2\] /);
  });

  it('says what is wrong with a setting, and lets no host name become another part of the address', () => {
    assert.match(read({ nodes: { worker: 7 } }), /no context and no address for worker/);
    assert.match(read({ template: 'ssh://{ip}' }), /\{ip\}, which is none of/);
    assert.match(read({ template: 'ssh://{addr}' }, node('n', { name: 'n' })), /tells no address of node n/);
    for (const name of ['-oProxyCommand=x', 'evil/../x', 'a@b', '']) {
      assert.match(read({ template: 'ssh://{host}' }, node('n', { name })), /cannot stand for|tells no/);
    }
  });
});
