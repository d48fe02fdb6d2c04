import assert from 'node:assert/strict';
import type { NodeRouteStatus } from '../../../src/cluster/nodeRoutes';
import { EngineError } from '../../../src/engine/engineError';
import { createEventHistory } from '../../../src/feeds/events/eventHistory';
import { keptByEngine } from '../../../src/feeds/events/readPast';
import type { EventEntry } from '../../../src/model/eventEntry';
import { Emitter } from '../../../src/util/emitter';
import { FakeEngine } from '../../cluster/fakeEngine';
import { endpoint, engineInfo, node, task } from '../../cluster/objects';
import { createRig } from '../../cluster/rig';
import { until as untilNamed } from '../../cluster/until';
import { event } from './samples';

const base = 1_700_000_000_000;
const manager = () => engineInfo({ swarm: { role: 'manager', nodeId: 'n1', remoteManagers: [] } });
const words = (entries: readonly EventEntry[]) =>
  entries.map(({ kind, action, id, nodeId }) => [kind, action, id, nodeId ?? ''].filter(Boolean).join(' '));

const until = (test: () => boolean) => untilNamed(String(test), test, 8000);

function rig() {
  const lab = createRig();
  const far = new FakeEngine(endpoint('far'));
  const statuses = new Map<string, NodeRouteStatus>();
  const routed = new Emitter<string>((error) => {
    throw error;
  });
  const asked: string[] = [];
  const history = createEventHistory({
    cluster: lab.cluster,
    routes: {
      status: (id) => statuses.get(id) ?? { type: 'untried' },
      async engineFor({ id }) {
        asked.push(id);
        return far.asEngine();
      },
      onDidChange: routed.event,
    },
    clock: lab.clock,
    log: (line) => lab.log.push(line),
  });
  const entries = () => history.store.entries.all;
  return {
    ...{ lab, far, history, entries, asked },
    engine: lab.engine,
    route(id: string, status: NodeRouteStatus) {
      statuses.set(id, status);
      routed.fire(id);
    },
    async live() {
      lab.cluster.watch({ tasks: false });
      await lab.cluster.ready();
    },
    /** The stream breaks, and the engine comes back. */
    async drop() {
      lab.engine.break();
      await until(() => lab.cluster.status.type === 'away');
      await lab.clock.advance(60_000);
      await until(() => lab.cluster.status.type === 'live');
    },
    seen: (...expected: string[]) => until(() => expected.every((one) => words(entries()).includes(one))),
    end() {
      history.dispose();
      lab.cluster.dispose();
    },
  };
}

describe('the history of events', () => {
  let r: ReturnType<typeof rig>;
  beforeEach(() => {
    r = rig();
  });
  afterEach(() => r.end());

  it('hears what the picture hears, and asks the engine nothing until somebody looks', async () => {
    await r.live();
    r.engine.emit(event('container', 'start', 'a', base));
    await r.seen('container start a');
    assert.equal(r.engine.count('past events'), 0);
    assert.equal(r.engine.count('events'), 1);
  });

  it('joins what the engine remembers with what was heard, nothing twice, once', async () => {
    await r.live();
    const heard = event('container', 'die', 'a', base + 5);
    r.engine.emit(heard);
    await r.seen('container die a');
    r.engine.past = [event('container', 'create', 'a', base), event('container', 'exec_start', 'a', base + 1), heard];
    const use = r.history.use();
    await until(() => r.history.state.type === 'ready');
    assert.deepEqual(words(r.entries()), [
      'marker begin',
      'container create a',
      'container exec_start a',
      'container die a',
    ]);
    assert.equal(r.entries()[2]?.noise, true);
    use.dispose();
    r.history.use().dispose();
    assert.equal(r.engine.count('past events'), 1);
  });

  it('is complete after a lost connection when the engine remembers from before it', async () => {
    await r.live();
    const before = event('container', 'start', 'a', base);
    r.engine.emit(before);
    await r.seen('container start a');
    r.engine.past = [before, event('container', 'die', 'a', base + 10)];
    await r.drop();
    await r.seen('marker reconnect', 'container die a');
    assert.deepEqual(words(r.entries()), ['container start a', 'marker reconnect', 'container die a']);
  });

  it('marks a gap where the engine remembers only what came later, and says since when and why', async () => {
    await r.live();
    r.engine.emit(event('container', 'start', 'a', base));
    await r.seen('container start a');
    r.engine.past = Array.from({ length: keptByEngine }, (_, i) =>
      event('container', 'start', `b${i}`, base + 100 + i),
    );
    await r.drop();
    await r.seen('marker gap');
    const gap = r.entries()[1];
    assert.equal(gap?.action, 'gap');
    assert.match(gap.detail ?? '', /keeps only its last 256 events/);
    assert.deepEqual(gap.attributes, { from: r.entries()[0]?.timeNano, until: r.engine.past[0]?.timeNano });
    // A restarted engine remembers less, for another reason.
    r.engine.past = [event('daemon', 'reload', 'e', base + 9000)];
    await r.drop();
    await until(() => words(r.entries()).filter((one) => one === 'marker gap').length === 2);
    assert.match(r.entries().at(-2)?.detail ?? '', /may have been restarted/);
  });

  it('marks a gap also where the past could not be read', async () => {
    await r.live();
    r.engine.emit(event('container', 'start', 'a', base));
    await r.seen('container start a');
    r.engine.gate = (call) => {
      if (call === 'past events') throw new EngineError({ reason: 'denied', engine: 'lab', message: 'Not allowed.' });
    };
    await r.drop();
    await r.seen('marker gap');
    assert.deepEqual(r.history.state, { type: 'failed', message: 'Not allowed.' });
    r.engine.gate = () => undefined;
    r.history.use();
    r.history.retry();
    await until(() => r.history.state.type === 'ready');
  });

  it('forgets everything when another engine answers', async () => {
    await r.live();
    r.engine.emit(event('container', 'start', 'a', base));
    await r.seen('container start a');
    r.engine.info = engineInfo({ id: 'another' });
    await r.drop();
    await until(() => r.entries().length === 0);
    assert.equal(r.engine.count('past events'), 0);
  });

  it('tells what became of tasks, which have no events', async () => {
    r.engine.info = manager();
    const since = new Date(base).toISOString();
    r.engine.set(task('t1', { state: 'starting', since }));
    r.lab.cluster.watch({ tasks: true });
    await r.lab.cluster.ready();
    await r.lab.clock.advance(100);
    await r.seen('task starting t1');
    r.engine.set(task('t1', { state: 'failed', since: '2023-11-14T22:13:21.000000001Z', error: 'no such image' }));
    await r.lab.clock.advance(20_000);
    await r.seen('task failed t1');
    const failed = r.entries().at(-1);
    assert.deepEqual([failed?.timeNano, failed?.detail, failed?.tone], ['1700000001000000001', 'no such image', 'bad']);
  });

  it('listens to other nodes only where they are connected, and marks their gaps as theirs', async () => {
    r.engine.info = manager();
    r.engine.set(node('n1'), node('n2'));
    await r.live();
    await r.lab.clock.advance(100);
    const use = r.history.use();
    await until(() => r.history.state.type === 'ready');
    assert.deepEqual(r.asked, []);
    r.far.past = [event('container', 'start', 'f', base), event('service', 'update', 's', base, { scope: 'swarm' })];
    r.route('n2', { type: 'connected', via: 'setting' as never, engine: 'far' });
    await r.seen('container start f n2', 'marker begin n2');
    r.far.emit(event('container', 'die', 'f', base + 1), event('service', 'update', 's', base + 2, { scope: 'swarm' }));
    await r.seen('container die f n2');
    assert.ok(!words(r.entries()).some((one) => one.startsWith('service')), 'the engine in hand tells of the swarm');
    r.route('n2', { type: 'untried' });
    r.far.past = [event('container', 'start', 'g', base + 50)];
    r.far.break();
    await until(() => r.lab.log.some((line) => line.includes('connection lost')));
    r.route('n2', { type: 'connected', via: 'setting' as never, engine: 'far' });
    await r.seen('marker gap n2', 'container start g n2');
    use.dispose();
    assert.equal(r.history.store.add(r.entries()[0] as EventEntry), false);
  });

  it('asks for the noise only while somebody wants it', async () => {
    await r.live();
    const use = r.history.use();
    await until(() => r.history.state.type === 'ready');
    assert.equal(r.engine.count('events'), 1);
    use.setNoise(true);
    await until(() => r.engine.count('events') === 2);
    use.setNoise(false);
    use.setNoise(true);
    await until(() => r.engine.count('events') === 3);
  });
});
