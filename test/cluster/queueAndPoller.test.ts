import assert from 'node:assert/strict';
import { InspectQueue } from '../../src/cluster/inspectQueue';
import { TaskPoller } from '../../src/cluster/taskPoller';
import { createManualClock, settle } from './manualClock';

function queueWith(read: (id: string, isOutdated: () => boolean) => Promise<boolean>) {
  const clock = createManualClock();
  const gaveUp: string[] = [];
  const queue = new InspectQueue({
    ...{ clock, coalesceMs: 20, atOnce: 4, retryMs: 500 },
    read: (_kind, id, isOutdated) => read(id, isOutdated),
    gaveUp: (_kind, id) => gaveUp.push(id),
  });
  return { clock, queue, gaveUp };
}

describe('the queue of single readings', () => {
  it('reads an object once for many events, and is not postponed by them', async () => {
    const reads: string[] = [];
    const { clock, queue } = queueWith(async (id) => reads.push(id) > 0);
    for (let step = 0; step < 4; step++) {
      queue.request('container', 'a');
      await clock.advance(5);
    }
    assert.deepEqual(reads, ['a']);
    assert.equal(clock.pending, 0);
  });

  it('reads at most four at once, in the order they were asked for', async () => {
    const open: { id: string; done: () => void }[] = [];
    const { clock, queue } = queueWith((id) => new Promise((done) => open.push({ id, done: () => done(true) })));
    for (const id of 'abcdef') queue.request('container', id);
    await clock.advance(20);
    assert.deepEqual(
      open.map((one) => one.id),
      ['a', 'b', 'c', 'd'],
    );
    open[1]?.done();
    await settle();
    assert.deepEqual(
      open.map((one) => one.id),
      ['a', 'b', 'c', 'd', 'e'],
    );
  });

  it('reads again what changed while it was read, and calls the first answer outdated', async () => {
    const verdicts: boolean[] = [];
    let release: () => void = () => undefined;
    const { clock, queue } = queueWith(async (_id, isOutdated) => {
      if (verdicts.length === 0) await new Promise<void>((done) => (release = done));
      verdicts.push(isOutdated());
      return true;
    });
    queue.request('container', 'a');
    await clock.advance(20);
    queue.request('container', 'a');
    release();
    await clock.advance(40);
    assert.deepEqual(verdicts, [true, false]);
  });

  it('tries a failed one again with growing pauses and then gives up', async () => {
    let tries = 0;
    const { clock, queue, gaveUp } = queueWith(async () => {
      tries += 1;
      return false;
    });
    queue.request('container', 'a');
    await clock.advance(20 + 500 + 1000);
    assert.equal(tries, 3);
    assert.deepEqual(gaveUp, []);
    await clock.advance(2000);
    assert.deepEqual({ tries, gaveUp, timers: clock.pending }, { tries: 4, gaveUp: ['a'], timers: 0 });
  });

  it('drops what is cancelled', async () => {
    const reads: string[] = [];
    const { clock, queue } = queueWith(async (id) => reads.push(id) > 0);
    queue.request('container', 'a');
    queue.request('container', 'b');
    queue.cancel('container', 'a');
    await clock.advance(100);
    assert.deepEqual(reads, ['b']);
  });

  it('leaves no timer behind', async () => {
    const { clock, queue } = queueWith(async () => false);
    queue.request('container', 'a');
    await clock.advance(20);
    queue.request('container', 'b');
    queue.dispose();
    assert.equal(clock.pending, 0);
  });
});

function pollerWith(moves: (poll: number) => boolean) {
  const clock = createManualClock();
  const polls: number[] = [];
  const begin = clock.now();
  const poller = new TaskPoller({
    ...{ clock, firstMs: 1000, maxMs: 10_000, soonMs: 300 },
    poll: async () => moves(polls.push((clock.now() - begin) / 1000)),
    onError: (error) => assert.fail(String(error)),
  });
  return { clock, poller, polls };
}

describe('the poller of tasks', () => {
  it('polls only while somebody asks', async () => {
    const { clock, poller, polls } = pollerWith(() => false);
    poller.hurry();
    await clock.advance(60_000);
    assert.deepEqual(polls, []);
    poller.setActive(true);
    await clock.advance(0);
    assert.deepEqual(polls, [60]);
    poller.setActive(false);
    await clock.advance(60_000);
    assert.deepEqual({ polls, timers: clock.pending }, { polls: [60], timers: 0 });
  });

  it('slows down to ten seconds when nothing moves', async () => {
    const { clock, poller, polls } = pollerWith(() => false);
    poller.setActive(true);
    await clock.advance(60_000);
    const pauses = polls.slice(1).map((at, index) => at - (polls[index] ?? 0));
    assert.deepEqual(pauses.slice(0, 3), [1.5, 2.25, 3.375]);
    assert.equal(Math.max(...pauses), 10);
  });

  it('stays at one second while tasks move', async () => {
    const { clock, poller, polls } = pollerWith((poll) => poll < 5);
    poller.setActive(true);
    await clock.advance(5000);
    assert.deepEqual(polls.slice(0, 5), [0, 1, 2, 3, 4]);
  });

  it('comes soon after a hint, but not twice at once', async () => {
    const { clock, poller, polls } = pollerWith(() => false);
    poller.setActive(true);
    await clock.advance(40_000);
    const before = polls.length;
    for (let hint = 0; hint < 50; hint++) poller.hurry();
    await clock.advance(300);
    assert.equal(polls.length, before + 1);
  });

  it('rests in proportion to what a poll costs', async () => {
    const clock = createManualClock();
    let polls = 0;
    const poller = new TaskPoller({
      ...{ clock, firstMs: 1000, maxMs: 10_000, soonMs: 300 },
      poll: () => new Promise((done) => clock.setTimeout(() => done(++polls > 0), 4000)),
      onError: () => undefined,
    });
    poller.setActive(true);
    await clock.advance(4000 + 19_999 + 4000);
    assert.equal(polls, 1);
    await clock.advance(1);
    assert.equal(polls, 2);
  });
});
