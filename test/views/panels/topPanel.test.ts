import assert from 'node:assert/strict';
import type { NodeRouteStatus, NodeRoutes } from '../../../../src/cluster/nodeRoutes';
import type { Engine } from '../../../../src/engine/engine';
import { EngineError } from '../../../../src/engine/engineError';
import type { Gap } from '../../../../src/model/gap';
import type { PanelTarget } from '../../../../src/protocol/panel';
import type { TopContract, TopOverview, TopSource } from '../../../../src/protocol/top';
import { Emitter } from '../../../../src/util/emitter';
import { createPsForms } from '../../../../src/views/panels/top/psForms';
import { topPanel } from '../../../../src/views/panels/top/topPanel';
import { createUnreapedCount, findUnreaped, unreapedIn } from '../../../../src/views/panels/top/unreaped';
import { node } from '../../../cluster/objects';
import { container, fakeCluster, task, until } from '../fakeCluster';

const never = new AbortController().signal;
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
});

describe('createPsForms', () => {
  it('tries plainer forms where this one is not understood, and remembers', async () => {
    const asked: (string | undefined)[] = [];
    const engine = {
      async top(_: string, form?: string) {
        asked.push(form);
        if (form !== undefined) throw failure(500, 'ps: unrecognized option: e');
        return table;
      },
    } as unknown as Engine;
    const forms = createPsForms();
    assert.equal(await forms.read(engine, 'c', {}), table);
    assert.equal(asked.length, 3);
    await forms.read(engine, 'c', {});
    assert.deepEqual(asked.slice(3), [undefined]);
  });

  it('passes on what is not about the form', async () => {
    let calls = 0;
    for (const error of [failure(500, 'container is not running'), failure(404, 'no such container'), new Error('x')]) {
      const top = () => {
        calls++;
        return Promise.reject(error);
      };
      const engine = { top } as unknown as Engine;
      await assert.rejects(createPsForms().read(engine, 'c', {}), error);
    }
    assert.equal(calls, 3);
  });
});

describe('unreaped processes', () => {
  async function told(counts: readonly (number | undefined)[]): Promise<number[]> {
    let at = 0;
    const engine = { taskCount: async () => counts[at++] } as unknown as Engine;
    const count = createUnreapedCount();
    const answers: number[] = [];
    while (at < counts.length) answers.push(await count.update(engine, 'c', table, never));
    return answers;
  }

  it('are told when several counts agree', async () => {
    assert.deepEqual((await told([4, 3, 4])).slice(-1), [1]);
    // One count that is off changes nothing, neither up nor down; a reaped one goes.
    assert.deepEqual((await told([3, 3, 3, 2, 3, 3, 9])).slice(-1), [1]);
    assert.deepEqual((await told([3, 3, 3, 2, 2, 2])).slice(-1), [0]);
    // Processes that come and go between the list and the count.
    assert.ok((await told([5, 2, 6, 2, 4])).every((answer) => answer === 0));
    assert.deepEqual((await told([undefined, undefined, undefined])).slice(-1), [0]);
  });

  it('are read out of /proc, whatever their names', () => {
    const stats = '1 (sleep) S 0 1\n7 (a) b (c) Z 1 1\n8 (x Z 9 y) S 1\n9 (odd\n12 (name) Z 7 1\n';
    assert.deepEqual(unreapedIn(stats), [
      { pid: '7', parent: '1', name: 'a) b (c' },
      { pid: '12', parent: '7', name: 'name' },
    ]);
  });

  it('cannot be looked for without a shell, which is said', async () => {
    const engine = { run: () => Promise.reject(new Error('no sh')) } as unknown as Engine;
    await assert.rejects(findUnreaped(engine, 'c', 'api', never), /inside api cannot be looked at: it has no shell/);
  });
});
