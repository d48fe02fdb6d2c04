import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/engineError';
import { settle } from './manualClock';
import { container, engineInfo, event } from './objects';
import { createRig, live, refused } from './rig';

describe('away and back', () => {
  it('says why the first connection fails, rejects, and keeps trying with growing pauses', async () => {
    const rig = createRig();
    rig.refuse = refused;
    rig.cluster.watch({ tasks: false });
    await assert.rejects(rig.cluster.ready(), refused);
    const { status } = rig.cluster;
    assert.equal(status.type, 'away');
    assert.equal(status.type === 'away' && status.error, refused);
    assert.equal(status.type === 'away' && status.retryAt > rig.clock.now(), true);
    await rig.clock.advance(10 * 60_000);
    // 0.5 + 1 + 2 + 4 + 8 + 16 s, then one in 24 to 30 s: no busy loop, and no end.
    assert.equal(rig.tries() >= 24 && rig.tries() <= 32, true, `${rig.tries()} tries`);
    rig.refuse = undefined;
    await rig.clock.advance(31_000);
    assert.equal(rig.cluster.status.type, 'live');
  });

  it('does not flicker between away and connecting while it tries', async () => {
    const rig = createRig();
    rig.refuse = refused;
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(20_000);
    const words = rig.statuses.map((status) => status.type);
    assert.equal(words.lastIndexOf('connecting') < words.indexOf('away'), true);
  });

  it('keeps the picture readable as stale, and tells only what differs on return', async () => {
    const rig = createRig();
    rig.engine.set(container('a'), container('b'), container('c'));
    await live(rig);
    const kept = rig.cluster.get('container', 'b');
    rig.refuse = refused;
    rig.engine.break();
    await rig.clock.advance(100);
    const { status } = rig.cluster;
    assert.equal(status.type, 'away');
    assert.equal(status.type === 'away' && status.lastSeenAt, '2026-01-01T00:00:01.000Z');
    assert.equal(rig.cluster.snapshot()?.containers.length, 3);
    assert.deepEqual(
      rig.cluster.gaps.map((gap) => gap.part),
      ['engine'],
    );
    rig.engine.set(container('a', { state: 'exited' }), container('d'));
    rig.engine.delete('container', 'c');
    rig.refuse = undefined;
    rig.changes.length = 0;
    await rig.clock.advance(5000);
    assert.equal(rig.cluster.status.type, 'live');
    assert.equal(rig.cluster.get('container', 'b'), kept);
    assert.deepEqual(rig.cluster.gaps, []);
    const moved = rig.changes.flatMap((change) => (change.type === 'patch' ? change.objects : []));
    assert.deepEqual(
      moved.map((one) => `${one.id} ${one.change}`),
      ['a changed', 'd added', 'c removed'],
    );
    assert.equal(
      rig.changes.some((change) => change.type === 'reset'),
      false,
    );
    // Events flow again.
    rig.engine.emit(event('container', 'pause', 'b'));
    await rig.clock.advance(1);
    assert.equal(rig.cluster.get('container', 'b')?.state, 'paused');
  });

  it('forgets everything when another engine answers at the same place', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    await live(rig);
    rig.engine.info = engineInfo({ id: 'engine-2' });
    rig.engine.delete('container', 'a');
    rig.engine.set(container('z'));
    rig.engine.break();
    await rig.clock.advance(2000);
    assert.deepEqual([...(rig.cluster.all('container')?.keys() ?? [])], ['z']);
    assert.deepEqual(
      rig.changes.find((change) => change.type === 'reset'),
      { type: 'reset' },
    );
  });

  it('tries at once when asked to refresh', async () => {
    const rig = createRig();
    rig.refuse = refused;
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(60_000);
    rig.refuse = undefined;
    await rig.cluster.refresh();
    assert.equal(rig.cluster.status.type, 'live');
  });

  it('notices a connection that died without a word', async () => {
    const rig = createRig();
    await live(rig);
    rig.engine.gate = (call) => {
      if (call === 'ping') throw new EngineError({ reason: 'timeout', engine: 'lab', message: 'No answer in 10 s.' });
    };
    rig.refuse = refused;
    await rig.clock.advance(30_000);
    assert.equal(rig.cluster.status.type, 'away');
  });

  it('asks a quiet connection that nobody watched before it is shown again', async () => {
    const rig = createRig();
    const watch = rig.cluster.watch({ tasks: false });
    await rig.clock.advance(1100);
    watch.dispose();
    await rig.clock.advance(120_000);
    assert.equal(rig.engine.count('ping'), 0);
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(0);
    assert.equal(rig.engine.count('ping'), 1);
  });

  it('pauses longer when the engine comes and goes', async () => {
    const rig = createRig();
    await live(rig);
    for (let round = 0; round < 6; round++) {
      rig.engine.break();
      await settle();
      const { status } = rig.cluster;
      assert.equal(status.type, 'away');
      const pauseMs = status.type === 'away' ? status.retryAt - rig.clock.now() : 0;
      assert.equal(pauseMs >= 400 * 2 ** round, true, `round ${round}: ${pauseMs} ms`);
      await rig.clock.advance(pauseMs + 100);
    }
  });

  it('gives up a stream that never begins', async () => {
    const rig = createRig();
    rig.engine.gate = (call) => (call === 'events' ? new Promise(() => undefined) : undefined);
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(15_000);
    const { status } = rig.cluster;
    assert.equal(status.type === 'away' && status.error.reason, 'timeout');
  });
});
