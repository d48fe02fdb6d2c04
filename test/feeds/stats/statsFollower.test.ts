import assert from 'node:assert/strict';
import type { NodeRoutes } from '../../../src/cluster/nodeRoutes';
import type { Engine } from '../../../src/engine/engine';
import { createStatsBook, type StatsBook } from '../../../src/feeds/stats/statsBook';
import { createStatsFollower } from '../../../src/feeds/stats/statsFollower';
import type { EngineEvent } from '../../../src/model/engineEvent';
import type { StatsMark } from '../../../src/model/statsSample';
import type { PanelTarget } from '../../../src/protocol/panel';
import type { StatsOverview } from '../../../src/protocol/stats';
import { node } from '../../cluster/objects';
import { container, type FakeCluster, fakeCluster, task, until, untilAborted } from '../../views/panels/fakeCluster';
import { sampleAt } from './samples';

const everything: PanelTarget = { kind: 'engine', id: 'e1', name: 'lab' };
const noRoutes = {
  onDidChange: () => ({ dispose: () => undefined }),
  knows: () => false,
  status: () => ({ type: 'untried' }),
} as unknown as NodeRoutes;

function follow(
  fake: FakeCluster,
  target = everything,
  book: StatsBook = createStatsBook(),
  also: PanelTarget[] = [],
  routes = noRoutes,
) {
  const told: StatsOverview[] = [];
  const samples: string[] = [];
  const marks: [string, StatsMark['kind']][] = [];
  const follower = createStatsFollower({
    ...{ cluster: fake.cluster, routes, targets: [target, ...also], book },
    overview: (overview) => told.push(overview),
    sample: (id) => samples.push(id),
    mark: (id, { kind }) => marks.push([id, kind]),
    gaps: () => undefined,
    log: () => undefined,
  });
  return { follower, told, samples, marks };
}

function streaming(fake: FakeCluster): void {
  let second = 0;
  fake.stats = async function* (_, signal) {
    yield sampleAt(second++);
    yield* untilAborted(signal);
  };
}

describe('createStatsFollower', () => {
  it('takes in what starts, and keeps what ended for a while with its past', async () => {
    const fake = fakeCluster();
    streaming(fake);
    fake.set(container({ id: 'a', name: 'a' }));
    const { follower, samples } = follow(fake);
    follower.setVisible(true);
    const rows = () =>
      follower.overview().sources.map(({ name, state, leftAt }) => [name, state.type, leftAt !== undefined]);
    await until(() => samples.includes('a'), 'a reading');
    fake.set(container({ id: 'b', name: 'b' }));
    await until(() => samples.includes('b'), 'a reading of the new one');
    fake.set(container({ id: 'a', name: 'a', state: 'exited', exitCode: 1 }));
    await until(() => rows()[0]?.[2] === true, 'the end');
    assert.deepEqual(rows(), [
      ['a', 'ended', true],
      ['b', 'live', false],
    ]);
    assert.equal(follower.history(['a']).a?.samples.length, 1);
    fake.set(container({ id: 'a', name: 'a' }));
    await until(() => follower.history(['a']).a?.samples.length === 2, 'it goes on');
    assert.deepEqual(rows()[0], ['a', 'live', false]);
    // What never told anything leaves nothing to look at.
    fake.stats = (_, signal) => untilAborted(signal);
    fake.set(container({ id: 'mute', name: 'mute' }));
    await until(() => rows().length === 3, 'the third row');
    fake.remove('container', 'mute');
    await until(() => rows().length === 2, 'no third row');
    follower.dispose();
  });

  it('reads nothing while nobody looks', async () => {
    const fake = fakeCluster();
    streaming(fake);
    let events: AbortSignal | undefined;
    fake.events = (_, signal) => {
      events = signal;
      return untilAborted(signal);
    };
    fake.set(container());
    const { follower, samples } = follow(fake);
    await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual([fake.statsCalls.length, events], [0, undefined]);
    follower.setVisible(true);
    await until(() => samples.length === 1 && events !== undefined, 'a reading');
    follower.setVisible(false);
    assert.ok(fake.statsCalls.every(({ signal }) => signal.aborted) && events?.aborted);
    fake.set(container({ id: 'new' }));
    await new Promise((done) => setTimeout(done, 80));
    assert.equal(fake.statsCalls.length, 1);
    follower.dispose();
  });

  it('streams what is charted of many, reads the others in turn, and says how often', async () => {
    const fake = fakeCluster();
    streaming(fake);
    let turns = 0;
    fake.statsOnce = async () => {
      turns++;
      return undefined;
    };
    for (let i = 0; i < 20; i++) fake.set(container({ id: `c${i}`, name: `c${i}` }));
    const { follower } = follow(fake);
    follower.look({ charted: ['c3'], inSight: [] });
    follower.setVisible(true);
    await until(() => turns > 2 && fake.statsCalls.length === 1, 'a stream and turns');
    assert.deepEqual(
      fake.statsCalls.map(({ id }) => id),
      ['c3'],
    );
    assert.deepEqual(follower.overview().pace, { live: 1, inTurn: 19, everyMs: 2000 });
    follower.look({ charted: ['c4'], inSight: ['c5'] });
    await until(() => fake.statsCalls.length === 3, 'the other streams');
    assert.ok(fake.statsCalls[0]?.signal.aborted);
    follower.dispose();
  });

  it('remembers across panels, and marks what happened before it knew the container', async () => {
    const fake = fakeCluster();
    streaming(fake);
    const book = createStatsBook();
    fake.events = async function* (_, signal) {
      yield oom('c1');
      yield oom('later');
      yield* untilAborted(signal);
    };
    fake.set(container());
    const first = follow(fake, everything, book);
    first.follower.setVisible(true);
    await until(() => first.marks.length === 1 && first.samples.length === 1, 'a mark and a reading');
    fake.set(container({ id: 'later', name: 'later' }));
    await until(() => first.follower.history(['later']).later?.marks.length === 1, 'the mark of the later one');
    first.follower.dispose();
    const second = follow(fake, everything, book);
    second.follower.setVisible(true);
    await until(() => second.follower.overview().sources.length === 2, 'both');
    assert.ok((second.follower.recent().c1?.length ?? 0) >= 1);
    assert.equal(second.follower.history(['c1']).c1?.marks.length, 1);
    second.follower.dispose();
  });

  it('shows several objects in one table, each container once, and names the nodes that are missed', async () => {
    const fake = fakeCluster();
    streaming(fake);
    fake.set(node('n2', { name: 'worker' }));
    fake.set(container());
    fake.set(task());
    fake.set(task({ id: 't2', name: 'api.2', slot: 2, nodeId: 'n2', containerId: 'c9' }));
    const api: PanelTarget = { kind: 'service', id: 's1', name: 'api' };
    const { follower, told } = follow(fake, api, createStatsBook(), [{ kind: 'container', id: 'c1', name: 'api' }]);
    follower.setVisible(true);
    await until(() => told.length > 0, 'the rows');
    const { sources, missing, many } = follower.overview();
    assert.equal(sources.length, 1);
    assert.ok(many);
    assert.deepEqual(
      missing.map(({ nodeId, node: name }) => [nodeId, name]),
      [['n2', 'worker']],
    );
    assert.match(missing[0]?.message ?? '', /api\.2 runs on worker\. Connect to that node's engine/);
    follower.dispose();
  });

  it('measures what runs beside the tasks of another node, and names a node that is not reached', async () => {
    const fake = fakeCluster();
    streaming(fake);
    fake.set(node('n2', { name: 'worker' }));
    fake.set(node('n3', { name: 'far' }));
    fake.set(container({ id: 'here', name: 'here' }));
    fake.set(task({ state: 'failed', desiredState: 'shutdown' }));
    const listed = [
      container({ id: 'plain', name: 'plain' }),
      container({ id: 'ended', name: 'ended', state: 'exited' }),
      container({ id: 'ofTask', name: 'api.1.x', taskId: 't1' }),
    ];
    let lists = 0;
    const events: ((event: EngineEvent) => void)[] = [];
    const here = await fake.cluster.engine();
    const engine = {
      ...here,
      list: async () => {
        lists++;
        return { items: [...listed], unreadable: [] };
      },
      async *events(_: unknown, signal: AbortSignal) {
        yield await new Promise<EngineEvent>((done) => events.push(done));
        yield* untilAborted(signal);
      },
    } as unknown as Engine;
    const routes = { ...noRoutes, knows: ({ id }: { id: string }) => id === 'n2', engineFor: async () => engine };
    const swarm: PanelTarget = { kind: 'swarm', id: 's', name: 'Swarm' };
    const { follower, samples } = follow(fake, swarm, createStatsBook(), [], routes as unknown as NodeRoutes);
    follower.setVisible(true);
    await until(() => samples.includes('plain') && samples.includes('here'), 'readings of both');
    const names = () => follower.overview().sources.map(({ name, node: on }) => [name, on]);
    assert.deepEqual(names().sort(), [
      ['here', undefined],
      ['plain', 'worker'],
    ]);
    assert.deepEqual(
      follower.overview().missing.map(({ message }) => message),
      ['What runs on far is not measured: its engine has no known way.'],
    );
    // What ends there is told by that engine's events, and found by one more list.
    listed.shift();
    await until(() => events.length > 0, 'the events of the other node');
    events[0]?.({ ...oom('plain'), action: 'die' });
    await until(() => follower.overview().sources.some(({ leftAt }) => leftAt !== undefined), 'it has left');
    assert.equal(lists, 2);
    follower.dispose();
  });

  it('says why there is nothing', async () => {
    const fake = fakeCluster();
    fake.set(container({ state: 'exited' }));
    const { follower, told } = follow(fake);
    follower.setVisible(true);
    await until(() => told.length > 0, 'the word');
    assert.match(follower.overview().empty?.why ?? '', /No container on lab runs/);
    follower.dispose();
  });
});

function oom(id: string): EngineEvent {
  return { type: 'container', action: 'oom', id, scope: 'local', timeNano: '1700000000000000000', attributes: {} };
}
