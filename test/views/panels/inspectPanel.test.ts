import assert from 'node:assert/strict';
import type { NodeRoutes } from '../../../src/cluster/nodeRoutes';
import type { Engine, JsonObject } from '../../../src/engine/engine';
import { createReadings } from '../../../src/feeds/inspect/readings';
import type { InspectState } from '../../../src/protocol/inspect';
import { Emitter } from '../../../src/util/emitter';
import { inspectPanel } from '../../../src/views/panels/inspectPanel';
import { container, fakeCluster, until } from './fakeCluster';

const hidden = '••••••••';

function rig(first: JsonObject) {
  const fake = fakeCluster();
  let json = first;
  const engine = { label: 'lab', inspect: async () => json } as unknown as Engine;
  Object.assign(fake.cluster, { engine: async () => engine });
  const ignore = new Emitter<string>(() => undefined);
  const readings = createReadings();
  const copied: string[] = [];
  const commands: unknown[] = [];
  const target = { kind: 'container', id: 'c1', name: 'api' } as const;
  const controller = inspectPanel({ readings, copy: async (text) => void copied.push(text) }).create({
    ...{ cluster: fake.cluster, routes: { onDidChange: ignore.event } as unknown as NodeRoutes, target },
    notify: () => undefined,
    setGaps: () => undefined,
    openRaw: async () => undefined,
    execute: async (...call) => void commands.push(call),
    log: () => undefined,
  });
  const shown = () => {
    const state = controller.handlers.start(null) as InspectState;
    return state.type === 'shown' ? state : undefined;
  };
  return {
    ...{ fake, readings, copied, commands, controller, shown },
    say(next: JsonObject) {
      json = next;
      fake.set(container());
    },
  };
}

const object = (token: string, more: JsonObject = {}): JsonObject => ({
  ...{ Id: 'c1', State: { Status: 'running', Health: { Log: [{ Output: 'fine' }] } } },
  Config: { Env: [`API_TOKEN=${token}`, 'DB_PASSWORD=same', 'PLAIN=1'] },
  ...more,
});

describe('inspectPanel', () => {
  it('hands out one masked value at a time, and copies only what was revealed', async () => {
    const { controller, shown, copied } = rig(object('hunter2'));
    controller.setVisible(true);
    await until(() => shown() !== undefined, 'the object');
    assert.doesNotMatch(JSON.stringify(shown()), /hunter2|same/);
    const path = '/Config/Env/0';
    assert.deepEqual(await controller.handlers.reveal({ path }), { value: 'API_TOKEN=hunter2' });
    assert.throws(() => controller.handlers.reveal({ path: '/Config/Env/2' }), /nothing to reveal/);
    assert.throws(() => controller.handlers.reveal({ path: '/Config' }), /nothing to reveal/);
    const copy = (at: string, what: 'path' | 'value', revealed = false) =>
      controller.handlers.copy({ path: at, what, revealed });
    const said = [
      await copy(path, 'path'),
      await copy(path, 'value'),
      await copy(path, 'value', true),
      await copy('', 'value'),
    ];
    await copy('/State/Health/Log/0/Output', 'path');
    // Only a value that is masked can be had unmasked: nothing above it.
    await copy('/Config', 'value', true);
    assert.deepEqual(copied.slice(0, 3), ['Config.Env[0]', `API_TOKEN=${hidden}`, 'API_TOKEN=hunter2']);
    assert.equal(copied[4], 'State.Health.Log[0].Output');
    assert.equal((JSON.parse(copied[3] ?? '') as JsonObject).Id, 'c1');
    for (const text of [copied[3], copied[5], JSON.stringify(said)]) assert.doesNotMatch(text ?? '', /hunter2|same/);
    await assert.rejects(Promise.resolve(copy('/Nowhere', 'value')), /not there any more/);
    controller.dispose();
  });

  it('says which masked values are others after a reading, and keeps readings that differ', async () => {
    const { controller, shown, readings, say, commands } = rig(object('hunter2'));
    controller.setVisible(true);
    await until(() => shown() !== undefined, 'the object');
    assert.deepEqual(shown()?.renewed, ['/Config/Env/0', '/Config/Env/1']);
    say(object('hunter2', { RestartCount: 1 }));
    await until(() => shown()?.renewed.length === 0, 'the reading with the same secrets');
    say(object('other', { RestartCount: 1 }));
    await until(() => shown()?.renewed.length === 1, 'the reading with another secret');
    assert.deepEqual(shown()?.renewed, ['/Config/Env/0']);
    assert.equal(readings.of({ kind: 'container', id: 'c1' }).length, 3);
    await controller.handlers.compare(null);
    assert.deepEqual(commands, [
      ['dockhound.compare', { kind: 'container', id: 'c1', name: 'api' }, { fromPanel: true }],
    ]);
    controller.dispose();
  });

  it('follows the probes of a container while somebody looks', async () => {
    const fake = fakeCluster();
    Object.assign(fake.cluster, { engine: async () => ({ inspect: async () => object('x') }) });
    const ignore = new Emitter<string>(() => undefined);
    const followed: string[] = [];
    const controller = inspectPanel({
      readings: createReadings(),
      copy: async () => undefined,
      probes: {
        onDidChange: ignore.event,
        of: () => undefined,
        follow(id) {
          followed.push(`follow ${id}`);
          return { dispose: () => followed.push(`leave ${id}`) };
        },
      },
    }).create({
      ...{ cluster: fake.cluster, routes: { onDidChange: ignore.event } as unknown as NodeRoutes },
      target: { kind: 'container', id: 'c1', name: 'api' },
      notify: () => undefined,
      setGaps: () => undefined,
      openRaw: async () => undefined,
      execute: async () => undefined,
      log: () => undefined,
    });
    fake.set(container());
    assert.deepEqual(followed, []);
    controller.setVisible(true);
    await until(() => followed.length === 1, 'following');
    controller.setVisible(false);
    assert.deepEqual(followed, ['follow c1', 'leave c1']);
    controller.dispose();
  });

  it('leads to the place that a caller names, at once or when it is read, until it is hidden', async () => {
    const { controller, shown } = rig(object('x'));
    controller.show?.({ path: 'State.Health.Log[0].Output' });
    controller.setVisible(true);
    await until(() => shown() !== undefined, 'the object');
    assert.deepEqual(shown()?.goTo, { pointer: '/State/Health/Log/0/Output', ask: 1 });
    controller.show?.({ path: 'Config.Env' });
    assert.deepEqual(shown()?.goTo, { pointer: '/Config/Env', ask: 2 });
    controller.show?.({ path: 'Nowhere' });
    assert.equal(shown()?.goTo?.pointer, '/Config/Env');
    controller.setVisible(false);
    assert.equal(shown()?.goTo, undefined);
    controller.dispose();
  });
});
