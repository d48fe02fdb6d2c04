import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/engineError';
import { FakeEngine } from './fakeEngine';
import { settle } from './manualClock';
import { container, endpoint, engineInfo, event, node, service, task } from './objects';
import { createRig, type Rig } from './rig';

const manager = engineInfo({ swarm: { role: 'manager', nodeId: 'n1', remoteManagers: [] } });

/** Watches, lets the first picture come and the second look at containers pass. */
async function live(rig: Rig, tasks = false) {
  const watch = rig.cluster.watch({ tasks });
  await rig.clock.advance(1100);
  assert.equal(rig.cluster.status.type, 'live');
  rig.changes.length = 0;
  return watch;
}

describe('the live picture', () => {
  it('touches nothing before somebody looks', async () => {
    const rig = createRig();
    await rig.clock.advance(60_000);
    assert.deepEqual(
      { tries: rig.tries(), timers: rig.clock.pending, status: rig.cluster.status.type },
      {
        ...{ tries: 0, timers: 0, status: 'idle' },
      },
    );
    assert.equal(rig.cluster.snapshot(), undefined);
  });

  it('connects, tells a reset, and knows every part of an engine without a swarm', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    rig.cluster.watch({ tasks: false });
    await rig.cluster.ready();
    await rig.clock.advance(16);
    assert.deepEqual(
      rig.statuses.map((status) => status.type),
      ['connecting', 'connecting', 'live'],
    );
    assert.deepEqual(rig.changes, [{ type: 'reset' }]);
    assert.equal(rig.cluster.get('container', 'a')?.name, 'a');
    assert.equal(rig.cluster.all('image')?.size, 0);
    assert.equal(rig.cluster.all('service'), undefined);
    assert.deepEqual(rig.cluster.gaps, []);
    assert.equal(rig.engine.count('list service'), 0);
  });

  it('shows each part as soon as it is there', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    let releaseImages: () => void = () => undefined;
    rig.engine.gate = (call) => (call === 'list image' ? new Promise((done) => (releaseImages = done)) : undefined);
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(16);
    assert.equal(rig.cluster.all('container')?.size, 1);
    assert.equal(rig.cluster.all('image'), undefined);
    let complete = false;
    const ready = rig.cluster.ready().then(() => {
      complete = true;
    });
    await settle();
    assert.equal(complete, false);
    releaseImages();
    await ready;
    await rig.clock.advance(16);
    assert.deepEqual(rig.changes.at(-1), { type: 'reset', kinds: ['image'] });
  });

  it('makes a gap of a part that fails, shows the others, and asks again', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    rig.engine.gate = (call) => {
      if (call === 'list volume') throw new EngineError({ reason: 'unexpected', engine: 'lab', message: 'HTTP 500.' });
    };
    await live(rig);
    assert.equal(rig.cluster.all('container')?.size, 1);
    assert.equal(rig.cluster.all('volume'), undefined);
    assert.deepEqual(
      rig.cluster.gaps.map((gap) => [gap.part, gap.reason]),
      [['volumes', 'unexpected']],
    );
    rig.engine.gate = () => undefined;
    await rig.clock.advance(15_000);
    assert.equal(rig.cluster.all('volume')?.size, 0);
    assert.deepEqual(rig.cluster.gaps, []);
  });

  it('gives one odd object a row and keeps the others', async () => {
    const rig = createRig();
    rig.engine.set(container('a'), container('b'));
    rig.engine.unreadable.push({ kind: 'container', id: 'odd', message: 'Ports: expected an array, got a string' });
    await live(rig);
    assert.equal(rig.cluster.all('container')?.size, 2);
    assert.deepEqual(
      rig.cluster.unreadable('container').map((odd) => odd.id),
      ['odd'],
    );
    // One that was fine turns odd, and the odd one turns fine.
    rig.engine.unreadable.splice(0, 1, { kind: 'container', id: 'a', message: 'State: missing' });
    rig.engine.set(container('odd'));
    rig.engine.emit(event('container', 'update', 'a'), event('container', 'update', 'odd'));
    await rig.clock.advance(100);
    assert.deepEqual([...(rig.cluster.all('container')?.keys() ?? [])].sort(), ['b', 'odd']);
    assert.deepEqual(
      rig.cluster.unreadable('container').map((odd) => odd.id),
      ['a'],
    );
    const moved = rig.changes.flatMap((change) => (change.type === 'patch' ? change.objects : []));
    assert.deepEqual(moved.map((one) => `${one.id} ${one.change}`).sort(), ['a changed', 'odd changed']);
  });

  it('names the managers on a worker', async () => {
    const rig = createRig();
    const remoteManagers = [{ nodeId: 'm', address: '10.0.0.4:2377' }];
    rig.engine.info = engineInfo({ swarm: { role: 'worker', remoteManagers } });
    await live(rig);
    assert.equal(rig.cluster.all('service'), undefined);
    assert.deepEqual(
      rig.cluster.gaps.map((gap) => [gap.part, gap.reason]),
      [['swarm', 'notManager']],
    );
  });

  it('fills the swarm as soon as a locked manager is unlocked', async () => {
    const rig = createRig();
    rig.engine.set(service('s'));
    rig.engine.info = engineInfo({ swarm: { role: 'locked', remoteManagers: [] } });
    await live(rig);
    assert.equal(rig.cluster.gaps[0]?.reason, 'locked');
    rig.engine.info = manager;
    await rig.clock.advance(15_000);
    assert.equal(rig.cluster.all('service')?.size, 1);
    assert.deepEqual(rig.cluster.gaps, []);
  });

  it('says once that there is no leader, and keeps what was known', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    rig.engine.set(service('s'), node('n1'));
    await live(rig);
    rig.engine.gate = (call) => {
      if (/^list (service|task|node|secret|config)$/.test(call)) {
        throw new EngineError({ reason: 'noLeader', engine: 'lab', message: 'The swarm has no leader.' });
      }
    };
    await rig.cluster.refresh();
    assert.deepEqual(
      rig.cluster.gaps.map((gap) => [gap.part, gap.reason]),
      [['swarm', 'noLeader']],
    );
    assert.equal(rig.cluster.all('service')?.size, 1);
    rig.engine.gate = () => undefined;
    await rig.clock.advance(15_100);
    assert.deepEqual(rig.cluster.gaps, []);
  });

  it('names tasks after their services and says where containers are', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    const { slot: _, ...global } = task('t2', { serviceId: 'g', nodeId: 'n1' });
    rig.engine.set(service('s', { name: 'web' }), service('g', { name: 'agent', mode: 'global' }));
    rig.engine.set(task('t1', { serviceId: 's', slot: 3 }), global, container('a'));
    await live(rig);
    assert.equal(rig.cluster.get('task', 't1')?.name, 'web.3');
    assert.equal(rig.cluster.get('task', 't2')?.name, 'agent.n1');
    assert.equal(rig.cluster.get('container', 'a')?.node, 'n1');
  });

  it('polls tasks only while somebody asks for them', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    const watch = await live(rig);
    await rig.clock.advance(60_000);
    assert.equal(rig.engine.count('list task'), 1);
    const asking = rig.cluster.watch({ tasks: true });
    await rig.clock.advance(0);
    assert.equal(rig.engine.count('list task'), 2);
    rig.engine.set(task('t'));
    rig.engine.emit(event('service', 'update', 's'));
    await rig.clock.advance(1500);
    assert.equal(rig.cluster.all('task')?.size, 1);
    asking.dispose();
    const polls = rig.engine.count('list task');
    await rig.clock.advance(60_000);
    assert.equal(rig.engine.count('list task'), polls);
    watch.dispose();
  });

  it('has fresh tasks when a program asks whether the picture is ready', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    await live(rig);
    rig.engine.set(task('t'));
    await rig.clock.advance(5000);
    await rig.cluster.ready();
    assert.equal(rig.cluster.all('task')?.size, 1);
  });

  it('keeps the arrays of parts in which nothing moved', async () => {
    const rig = createRig();
    rig.engine.set(container('a'), container('b'));
    await live(rig);
    const before = rig.cluster.snapshot();
    rig.engine.emit(event('container', 'die', 'a', { attributes: { exitCode: '0' } }));
    await rig.clock.advance(1);
    const after = rig.cluster.snapshot();
    assert.equal(after?.images, before?.images);
    assert.notEqual(after?.containers, before?.containers);
    assert.equal(after?.containers[1], before?.containers[1]);
  });

  it('derives stacks from labels', async () => {
    const rig = createRig();
    rig.engine.info = manager;
    rig.engine.set(service('s2', { stack: 'shop' }), service('s1', { stack: 'shop' }), service('alone'));
    await live(rig);
    assert.deepEqual(rig.cluster.snapshot()?.stacks, [
      { kind: 'stack', id: 'stack:shop', name: 'shop', serviceIds: ['s2', 's1'] },
    ]);
  });

  it('leaves no timer and no connection after dispose, whatever was under way', async () => {
    for (const when of [0, 5, 16, 1100, 31_000]) {
      const rig = createRig();
      rig.engine.info = manager;
      rig.engine.set(container('a'));
      rig.cluster.watch({ tasks: true });
      await rig.clock.advance(when);
      rig.engine.emit(event('container', 'start', 'a'));
      await settle();
      rig.cluster.dispose();
      await settle();
      assert.equal(rig.clock.pending, 0, `after ${when} ms`);
      assert.equal(rig.engine.disposed, true);
      await assert.rejects(rig.cluster.ready(), { reason: 'cancelled' });
    }
  });

  it('switches engines: nothing of the old one comes through any more', async () => {
    const rig = createRig();
    const other = new FakeEngine(endpoint('other'));
    other.info = engineInfo({ id: 'engine-2', name: 'other' });
    other.set(container('b'));
    rig.engines.set('other', other);
    rig.engine.set(container('a'));
    await live(rig);
    let release: () => void = () => undefined;
    rig.engine.gate = (call) => (call === 'get container a' ? new Promise((done) => (release = done)) : undefined);
    rig.engine.emit(event('container', 'update', 'a'));
    await rig.clock.advance(25);
    await rig.cluster.use(endpoint('other'));
    release();
    rig.engine.emit(event('container', 'die', 'a'));
    await rig.clock.advance(100);
    assert.deepEqual([...(rig.cluster.all('container')?.keys() ?? [])], ['b']);
    assert.equal(rig.cluster.info?.name, 'other');
    assert.equal(rig.engine.disposed, true);
    assert.deepEqual(rig.changes[0], { type: 'reset' });
  });

  it('lets go some minutes after the last who looked, and begins anew', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    const watch = await live(rig);
    watch.dispose();
    await rig.clock.advance(299_000);
    assert.equal(rig.cluster.status.type, 'live');
    await rig.clock.advance(2000);
    assert.equal(rig.cluster.status.type, 'idle');
    assert.deepEqual({ timers: rig.clock.pending, disposed: rig.engine.disposed }, { timers: 0, disposed: true });
    await live(rig);
    assert.equal(rig.cluster.all('container')?.size, 1);
  });

  it('stays disconnected until somebody asks for the engine', async () => {
    const rig = createRig();
    await live(rig);
    rig.cluster.disconnect();
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(60_000);
    assert.deepEqual([rig.cluster.status.type, rig.tries(), rig.clock.pending], ['idle', 1, 0]);
    await rig.cluster.engine();
    assert.equal(rig.cluster.status.type, 'live');
  });

  it('stops a wait that is cancelled', async () => {
    const rig = createRig();
    rig.engine.gate = () => new Promise(() => undefined);
    const stop = new AbortController();
    const waiting = rig.cluster.ready(stop.signal);
    stop.abort();
    await assert.rejects(waiting, { reason: 'cancelled' });
    rig.cluster.dispose();
    assert.equal(rig.clock.pending, 0);
  });
});
