import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/engineError';
import { container, event } from './objects';
import { createRig, type Rig } from './rig';

async function live(rig: Rig): Promise<void> {
  rig.cluster.watch({ tasks: false });
  await rig.clock.advance(1100);
  rig.changes.length = 0;
  rig.engine.calls.length = 0;
}

function stateOf(rig: Rig, id: string): string | undefined {
  return rig.cluster.get('container', id)?.state;
}

const died = (id: string) => event('container', 'die', id, { attributes: { exitCode: '1' } });

describe('events and lists', () => {
  it('shows what an event says within a frame, then what inspect says, and never lists for it', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    await live(rig);
    rig.engine.set(container('a', { state: 'restarting', exitCode: 1, restartCount: 1 }));
    rig.engine.emit(died('a'));
    await rig.clock.advance(16);
    assert.equal(stateOf(rig, 'a'), 'exited');
    assert.deepEqual(rig.changes, [{ type: 'patch', objects: [{ kind: 'container', id: 'a', change: 'changed' }] }]);
    await rig.clock.advance(30);
    assert.equal(stateOf(rig, 'a'), 'restarting');
    assert.deepEqual(rig.engine.calls, ['get container a']);
  });

  it('tells nothing when nothing changed', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    await live(rig);
    rig.engine.emit(event('container', 'update', 'a'));
    await rig.clock.advance(100);
    assert.deepEqual(rig.changes, []);
  });

  it('adds a created container and removes a destroyed one', async () => {
    const rig = createRig();
    await live(rig);
    rig.engine.set(container('new', { state: 'created' }));
    rig.engine.emit(event('container', 'create', 'new'));
    await rig.clock.advance(50);
    assert.equal(stateOf(rig, 'new'), 'created');
    rig.engine.delete('container', 'new');
    rig.engine.emit(event('container', 'destroy', 'new'));
    await rig.clock.advance(50);
    assert.equal(stateOf(rig, 'new'), undefined);
    assert.deepEqual(
      rig.changes.flatMap((change) => (change.type === 'patch' ? change.objects.map((one) => one.change) : [])),
      ['added', 'removed'],
    );
  });

  it('does not bring back what was destroyed while it was read', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    await live(rig);
    let release: () => void = () => undefined;
    rig.engine.gate = () => new Promise((done) => (release = done));
    rig.engine.emit(died('a'));
    await rig.clock.advance(25);
    rig.engine.emit(event('container', 'destroy', 'a'));
    await rig.clock.advance(1);
    release();
    await rig.clock.advance(100);
    assert.equal(rig.cluster.all('container')?.size, 0);
  });

  it('trusts events over a first list that lags behind them', async () => {
    const rig = createRig();
    rig.engine.set(container('a'), container('b'), container('gone'));
    let release: () => void = () => undefined;
    // The answer was fixed before the events: it says that all three run.
    rig.engine.gate = (call) => (call === 'list container' ? new Promise((done) => (release = done)) : undefined);
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(5);
    rig.engine.delete('container', 'gone');
    rig.engine.set(container('a', { state: 'exited', exitCode: 1 }), container('late'));
    rig.engine.emit(died('a'), event('container', 'destroy', 'gone'), event('container', 'create', 'late'));
    await rig.clock.advance(200);
    release();
    await rig.clock.advance(1);
    assert.equal(stateOf(rig, 'a'), 'exited');
    assert.equal(stateOf(rig, 'gone'), undefined);
    await rig.clock.advance(50);
    // Created after the list was made, and read before there was a place for it.
    assert.equal(stateOf(rig, 'late'), 'running');
    assert.equal(rig.cluster.all('container')?.size, 3);
  });

  it('trusts events over a later list that lags behind them', async () => {
    const rig = createRig();
    rig.engine.set(container('a'), container('gone'));
    await live(rig);
    rig.engine.emit(died('a'), event('container', 'destroy', 'gone'));
    await rig.clock.advance(1);
    // The engine's list still says what was, though inspect is right.
    let lagging = true;
    rig.engine.gate = (call) => {
      if (call !== 'list container' || !lagging) return;
      lagging = false;
      rig.engine.set(container('a', { state: 'exited', exitCode: 1 }));
      rig.engine.delete('container', 'gone');
    };
    await rig.cluster.refresh();
    assert.equal(stateOf(rig, 'a'), 'exited');
    assert.equal(stateOf(rig, 'gone'), undefined);
    await rig.clock.advance(200);
    assert.equal(stateOf(rig, 'a'), 'exited');
    assert.equal(rig.cluster.all('container')?.size, 1);
  });

  it('looks once more for a container that died just before the events began', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    rig.cluster.watch({ tasks: false });
    await rig.clock.advance(100);
    rig.engine.set(container('a', { state: 'exited', exitCode: 0 }));
    await rig.clock.advance(1000);
    assert.equal(stateOf(rig, 'a'), 'exited');
  });

  it('shows a storm as it goes: each wave within a frame', async () => {
    const rig = createRig();
    const ids = Array.from({ length: 80 }, (_, index) => `c${index}`);
    rig.engine.set(...ids.map((id) => container(id)));
    await live(rig);
    for (const id of ids) {
      rig.engine.emit(died(id));
      await rig.clock.advance(16);
      assert.equal(stateOf(rig, id), 'exited', id);
      assert.equal(rig.changes.filter((change) => change.type === 'patch').length > 0, true);
      rig.changes.length = 0;
      rig.engine.set(container(id, { state: 'exited', exitCode: 1 }));
      await rig.clock.advance(134);
    }
    assert.equal(
      rig.engine.calls.some((call) => call.startsWith('list container')),
      false,
    );
  });

  it('survives a thousand events at once with one batch and one reading each', async () => {
    const rig = createRig();
    const ids = Array.from({ length: 1000 }, (_, index) => `c${index}`);
    rig.engine.set(...ids.map((id) => container(id)));
    await live(rig);
    for (const id of ids) {
      rig.engine.emit(event('container', 'pause', id));
      rig.engine.set(container(id, { state: 'paused' }));
    }
    await rig.clock.advance(16);
    assert.deepEqual(
      rig.changes.map((change) => (change.type === 'patch' ? change.objects.length : change)),
      [1000],
    );
    await rig.clock.advance(1000);
    assert.equal(rig.engine.calls.length, 1000);
  });

  it('says that an object may be old when it cannot be read again, and takes that back', async () => {
    const rig = createRig();
    rig.engine.set(container('a'));
    await live(rig);
    rig.engine.gate = () => {
      throw new EngineError({ reason: 'unexpected', engine: 'lab', message: 'HTTP 500.' });
    };
    rig.engine.emit(event('container', 'update', 'a'));
    await rig.clock.advance(4000);
    assert.equal(rig.cluster.gaps[0]?.part, 'containers');
    assert.equal(stateOf(rig, 'a'), 'running');
    rig.engine.gate = () => undefined;
    rig.engine.emit(event('container', 'update', 'a'));
    await rig.clock.advance(100);
    assert.deepEqual(rig.cluster.gaps, []);
  });

  it('finds the image that lost its tag to another', async () => {
    const rig = createRig();
    const image = (id: string, tags: string[]) => ({
      ...({ kind: 'image', id, name: tags[0] ?? id, tags, digests: [], sizeBytes: 1, labels: {} } as const),
      dangling: tags.length === 0,
    });
    rig.engine.set(image('sha256:1', ['app:1']));
    await live(rig);
    rig.engine.set(image('sha256:1', []), image('sha256:2', ['app:1']));
    rig.engine.emit(event('image', 'tag', 'sha256:2'));
    await rig.clock.advance(100);
    assert.equal(rig.cluster.get('image', 'sha256:1')?.dangling, true);
  });

  it('compares everything once in ten minutes, since engines drop events', async () => {
    const rig = createRig();
    rig.engine.set(container('a'), container('b'));
    await live(rig);
    const kept = rig.cluster.get('container', 'b');
    rig.engine.set(container('a', { state: 'exited' }));
    await rig.clock.advance(11 * 60_000);
    assert.equal(stateOf(rig, 'a'), 'exited');
    assert.equal(rig.cluster.get('container', 'b'), kept);
    const moved = rig.changes.flatMap((change) => (change.type === 'patch' ? [...change.objects] : []));
    assert.deepEqual(moved, [{ kind: 'container', id: 'a', change: 'changed' }]);
  });
});
