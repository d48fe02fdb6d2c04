import assert from 'node:assert/strict';
import type { NodeRouteStatus, NodeRoutes } from '../../../src/cluster/nodeRoutes';
import type { Engine } from '../../../src/engine/engine';
import { EngineError } from '../../../src/engine/engineError';
import type { Gap } from '../../../src/model/gap';
import type { PanelTarget } from '../../../src/protocol/panel';
import type { TopContract, TopOverview, TopSource } from '../../../src/protocol/top';
import { Emitter } from '../../../src/util/emitter';
import { topPanel } from '../../../src/views/panels/topPanel';
import { node, service } from '../../cluster/objects';
import { container, fakeCluster, task, until } from './fakeCluster';

const table = { titles: ['PID', 'NLWP', 'COMMAND'], rows: [['7', '2', 'web']] };
const failure = (status: number, message: string) =>
  new EngineError({ reason: 'unexpected', engine: 'lab', message, status });

function rig(target: PanelTarget, also: readonly PanelTarget[] = []) {
  const fake = fakeCluster();
  const asked: string[] = [];
  const engine = {
    label: 'lab',
    top: async (id: string) => {
      asked.push(id);
      return table;
    },
    taskCount: async () => 2,
  } as unknown as Engine;
  const far: Engine = { ...engine, top: (id) => engine.top(`far ${id}`) };
  Object.assign(fake.cluster, { engine: async () => engine });
  const routed = new Emitter<string>((error) => {
    throw error;
  });
  let status: NodeRouteStatus = { type: 'untried' };
  const routes = {
    engineFor: async () => far,
    status: () => status,
    knows: () => true,
    onDidChange: routed.event,
  } as unknown as NodeRoutes;
  const shown: TopSource[] = [];
  let gaps: readonly Gap[] = [];
  const controller = topPanel(also).create({
    ...{ cluster: fake.cluster, routes, target },
    notify(name, params) {
      if (name === 'source') shown.push(params as TopContract['notices']['source']);
    },
    setGaps: (next) => {
      gaps = next;
    },
    openRaw: async () => undefined,
    execute: async () => undefined,
    log: () => undefined,
  });
  return {
    ...{ fake, asked, shown, controller, engine },
    gaps: () => gaps,
    overview: () => controller.handlers.start(null) as TopOverview,
    route(next: NodeRouteStatus) {
      status = next;
      routed.fire('n2');
    },
  };
}

const api: PanelTarget = { kind: 'container', id: 'c1', name: 'api' };

describe('topPanel', () => {
  it('reads only while it is seen, and not while it is paused', async () => {
    const { fake, asked, controller, overview } = rig(api);
    fake.set(container());
    await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual(asked, []);
    controller.setVisible(true);
    await until(() => overview().sources[0]?.state.type === 'live', 'a reading');
    const before = asked.length;
    await controller.handlers.setPaused({ paused: true });
    assert.equal(overview().paused, true);
    fake.set(container({ name: 'renamed' }));
    await new Promise((done) => setTimeout(done, 100));
    assert.equal(asked.length, before);
    await controller.handlers.setPaused({ paused: false });
    await until(() => asked.length > before, 'another reading');
    controller.dispose();
  });

  it('says why a container has no processes, and reads again when it runs', async () => {
    const { fake, asked, controller, overview } = rig(api);
    fake.set(container({ state: 'exited', exitCode: 3 }));
    controller.setVisible(true);
    const words = () => {
      const { state } = overview().sources[0] ?? assert.fail('no source');
      return state.type === 'ended' ? state.message : state.type;
    };
    await until(() => overview().sources.length === 1, 'the source');
    assert.match(words(), /api exited with code 3, so it has no processes/);
    assert.deepEqual(asked, []);
    fake.set(container());
    await until(() => words() === 'live', 'a reading');
    fake.remove('container', 'c1');
    await until(() => words() === 'api was removed.', 'its end');
    controller.dispose();
  });

  it('shows several objects once each, with tasks on the engine of their node', async () => {
    const service: PanelTarget = { kind: 'service', id: 's1', name: 'api' };
    const { fake, asked, controller, overview } = rig(service, [api]);
    fake.set(container());
    fake.set(node('n2', { name: 'worker' }));
    fake.set(task());
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, nodeId: 'n2', containerId: 'c2' }));
    controller.setVisible(true);
    await until(() => overview().sources.filter(({ state }) => state.type === 'live').length === 2, 'both');
    assert.deepEqual(
      overview().sources.map(({ containerId, node: on }) => [containerId, on]),
      [
        ['c1', undefined],
        ['c2', 'worker'],
      ],
    );
    assert.deepEqual([...new Set(asked)].sort(), ['c1', 'far c2']);
    assert.deepEqual(overview().also, [api]);
    controller.dispose();
  });

  it('names the node that is not reached, and keeps the others', async () => {
    const { fake, controller, overview, gaps, route } = rig({ kind: 'service', id: 's1', name: 'api' });
    route({ type: 'failed', via: 'dockhound.nodes', error: 'The key is unknown.' });
    fake.set(container());
    fake.set(node('n2', { name: 'worker' }));
    fake.set(task());
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, nodeId: 'n2', containerId: 'c2' }));
    controller.setVisible(true);
    await until(() => overview().sources[0]?.state.type === 'live', 'the near one');
    assert.match(gaps()[0]?.message ?? '', /api\.2 runs on worker\. .*The key is unknown/);
    route({ type: 'connected', via: 'dockhound.nodes', engine: 'ssh://w' });
    await until(() => overview().sources.length === 2 && gaps().length === 0, 'the far one');
    controller.dispose();
  });

  it('tells a failure with the last reading, and reads again at once when asked', async () => {
    const { fake, controller, overview, engine } = rig(api);
    fake.set(container());
    const works = engine.top;
    controller.setVisible(true);
    await until(() => overview().sources[0]?.state.type === 'live', 'a reading');
    Object.assign(engine, { top: () => Promise.reject(failure(500, 'out of order')) });
    controller.retry();
    await until(() => overview().sources[0]?.state.type === 'failed', 'the failure');
    const { state } = overview().sources[0] ?? assert.fail('no source');
    assert.ok(state.type === 'failed' && state.message === 'out of order' && state.reading);
    Object.assign(engine, { top: works });
    controller.retry();
    await until(() => overview().sources[0]?.state.type === 'live', 'a reading again');
    controller.dispose();
  });

  it('shows a stack by the containers of its services, and does not read what is closed', async () => {
    const { fake, asked, controller, overview } = rig({ kind: 'stack', id: 'stack:shop', name: 'shop' });
    controller.setVisible(true);
    await until(() => overview().empty !== undefined, 'the word about an unknown stack');
    assert.match(overview().empty?.why ?? '', /No service of the stack shop/);
    for (const object of [
      ...[service('s1', { name: 'api', stack: 'shop' }), service('s2', { name: 'other' })],
      ...[container(), container({ id: 'c2', name: 'api-2' }), container({ id: 'c3', name: 'other' })],
      ...[task(), task({ id: 't2', name: 'api.2', slot: 2, containerId: 'c2' })],
      task({ id: 't3', name: 'other.1', serviceId: 's2', containerId: 'c3' }),
    ])
      fake.set(object);
    await until(() => overview().sources.filter(({ state }) => state.type === 'live').length === 2, 'both');
    assert.deepEqual(
      overview().sources.map(({ name }) => name),
      ['api.1', 'api.2'],
    );
    // A task that is replaced leaves its place to the next one.
    fake.set(task({ id: 't1', desiredState: 'shutdown', state: 'failed' }));
    fake.set(container({ id: 'c9', name: 'api-9' }));
    fake.set(task({ id: 't9', name: 'api.1', slot: 1, containerId: 'c9' }));
    await until(() => overview().sources[0]?.containerId === 'c9', 'the new one in its place');
    assert.equal(overview().sources.length, 2);
    fake.remove('task', 't9');
    fake.set(task());
    await until(() => overview().sources[0]?.state.type === 'live', 'the first one again');
    await controller.handlers.setClosed({ containerIds: ['c1'] });
    const before = asked.filter((id) => id === 'c1').length;
    controller.retry();
    await until(() => asked.filter((id) => id === 'c2').length > 1, 'another reading of the open one');
    assert.equal(asked.filter((id) => id === 'c1').length, before);
    controller.dispose();
  });

  it('reads many containers less often', async () => {
    const many = Array.from({ length: 60 }, (_, i): PanelTarget => ({ kind: 'container', id: `x${i}`, name: `x${i}` }));
    const { fake, controller, overview } = rig(api, many);
    fake.set(container());
    for (const { id, name } of many) fake.set(container({ id, name }));
    controller.setVisible(true);
    await until(() => overview().sources.length === 61, 'all of them');
    assert.equal(overview().everyMs, 7000);
    await controller.handlers.setClosed({ containerIds: many.map(({ id }) => id) });
    assert.equal(overview().everyMs, 2000);
    controller.dispose();
  });
});
