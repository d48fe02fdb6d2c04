import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/engineError';
import { FakeEngine } from './fakeEngine';
import { settle } from './manualClock';
import { container, endpoint, engineInfo, event } from './objects';
import { createRig, live } from './rig';

const manager = engineInfo({ swarm: { role: 'manager', nodeId: 'n1', remoteManagers: [] } });

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
    // And back again, as a list tells it.
    rig.engine.unreadable.splice(0, 1, { kind: 'container', id: 'odd', message: 'State: missing' });
    rig.engine.delete('container', 'odd');
    await rig.clock.advance(5000);
    rig.changes.length = 0;
    await rig.cluster.refresh();
    await rig.clock.advance(16);
    const again = rig.changes.flatMap((change) => (change.type === 'patch' ? change.objects : []));
    assert.deepEqual(again.map((one) => `${one.id} ${one.change}`).sort(), ['a changed', 'odd changed']);
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

  it('shows nothing of the old engine when the new one cannot be reached', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    await live(rig);
    await assert.rejects(rig.cluster.use(endpoint('nowhere')), { reason: 'refused' });
    assert.equal(rig.cluster.snapshot(), undefined);
    assert.equal(rig.cluster.all('container'), undefined);
    assert.deepEqual(rig.changes, [{ type: 'reset' }]);
    // The choice holds: it is that engine which is waited for.
    const late = new FakeEngine(endpoint('nowhere'));
    rig.engines.set('nowhere', late);
    await rig.clock.advance(1000);
    assert.equal(rig.cluster.status.type === 'live' && rig.cluster.status.endpoint.label, 'nowhere');
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
