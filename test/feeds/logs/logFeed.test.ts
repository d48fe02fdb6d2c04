import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/engineError';
import type { EngineEvent } from '../../../src/model/engineEvent';
import { container, fakeCluster, until, untilAborted } from '../../views/panels/fakeCluster';
import { at, line, nano, useFeeds } from './feedRig';

describe('feedLogs', () => {
  const feed = useFeeds();

  it('goes on with the next run of the same container: a marker between, nothing lost, nothing twice', async () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'one'), line(2, 'two')];
        fake.set(container({ state: 'exited', exitCode: 1, since: '2026-01-01T00:00:04Z', restartCount: 12 }));
      },
      async function* (_options, signal) {
        // The engine gives the overlap again.
        yield [line(1, 'one'), line(2, 'two'), line(5, 'three')];
        yield* untilAborted(signal);
      },
    );
    const { seen, texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    assert.deepEqual(state(), { type: 'ended', message: 'api exited with code 1.', waiting: true });
    fake.set(container({ since: '2026-01-01T00:00:05Z', restartCount: 12 }));
    await until(() => texts().includes('three'), 'the next run');
    assert.deepEqual(texts(), ['one', 'two', '-- api exited with code 1 after 4.0 s (restart 12)', 'three']);
    assert.equal(seen.restarts, 1);
    await until(() => state()?.type === 'following', 'following again');
    // As little of the past as holds the last known line: since an instant the engine would decode all of it.
    assert.deepEqual(fake.logCalls[1]?.options, { tail: 1000, follow: true });
  });

  it('does not take an end that was there before for news', async () => {
    const fake = fakeCluster();
    fake.set(container({ state: 'exited', exitCode: 0 }));
    fake.logRuns.push(async function* () {
      yield [line(1, 'old')];
    });
    const { seen, texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    assert.deepEqual(texts(), ['old']);
    assert.equal(seen.restarts, 0);
  });

  it('resumes after a lost connection without lines lost or doubled', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const lost = new EngineError({ reason: 'unreachable', engine: 'lab', message: 'The connection broke.' });
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'one')];
        fake.status({ type: 'away', error: lost, retryAt: 0 });
        throw lost;
      },
      async function* (_, signal) {
        yield [line(1, 'one'), line(2, 'two')];
        yield* untilAborted(signal);
      },
    );
    const { texts, state, seen } = feed(fake);
    await until(() => state()?.type === 'failed', 'the failure');
    seen.retry();
    await until(() => texts().includes('two'), 'the rest');
    assert.deepEqual(texts(), [
      'one',
      '-- The connection to lab was lost for 1 s; reading goes on where it stopped',
      'two',
    ]);
  });

  it('says why a log is empty', async () => {
    const fake = fakeCluster();
    fake.set(container({ state: 'created' }));
    fake.logRuns.push(async function* () {
      yield [];
    });
    const never = feed(fake);
    await until(() => never.state()?.type === 'ended', 'the end');
    assert.match(never.seen.empty?.why ?? '', /never been started/);

    const mute = fakeCluster();
    mute.driver = 'none';
    mute.set(container());
    const silent = feed(mute);
    await until(() => silent.state()?.type === 'ended', 'the end');
    assert.match(silent.seen.empty?.why ?? '', /logging driver none/);
    assert.equal(mute.logCalls.length, 0);
  });

  it('names a driver that cannot be read', async () => {
    const fake = fakeCluster();
    fake.driver = 'gelf';
    fake.set(container());
    fake.logRuns.push(async function* () {
      yield [];
      throw new EngineError({
        reason: 'unexpected',
        engine: 'lab',
        message: 'configured logging driver does not support reading',
      });
    });
    const { state } = feed(fake);
    await until(() => state()?.type === 'failed', 'the failure');
    const failed = state();
    assert.ok(failed?.type === 'failed' && failed.message.includes('gelf') && failed.next?.includes('json-file'));
  });

  it('says that a container was removed, and ends', async () => {
    const fake = fakeCluster();
    fake.set(container());
    fake.logRuns.push(async function* () {
      yield [line(1, 'last words')];
      fake.remove('container', 'c1');
    });
    const { texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    assert.deepEqual(texts(), ['last words', '-- api was removed']);
    assert.deepEqual(state(), { type: 'ended', message: 'api was removed.', waiting: true });
  });

  it('ends with its signal', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const { ended, abort } = feed(fake);
    await until(() => fake.logCalls.length === 1, 'the call');
    abort.abort();
    await ended;
  });

  it('goes on with the container that takes the place of a removed one, as the same source', async () => {
    const fake = fakeCluster();
    fake.set(container({ createdAt: at(0) }));
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'old')];
        fake.remove('container', 'c1');
      },
      async function* (_options, signal) {
        yield [line(9, 'new')];
        yield* untilAborted(signal);
      },
    );
    const { seen, texts, state } = feed(fake);
    await until(() => state()?.type === 'ended', 'the end');
    fake.set(container({ id: 'c2', createdAt: new Date().toISOString() }));
    await until(() => texts().includes('new'), 'the new one');
    assert.deepEqual(texts(), ['old', '-- api was removed', '-- api was made anew', 'new']);
    assert.deepEqual([seen.sources.length, seen.restarts], [1, 1]);
    // All of it is new, so all of it is read.
    assert.deepEqual(fake.logCalls[1], {
      source: { kind: 'container', id: 'c2' },
      options: { tail: 'all', follow: true },
    });
  });

  it('looks further back where the last known line is not among the newest, and marks a gap where it is gone', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const many = Array.from({ length: 1500 }, (_, i) => line(2, `${i}`, { time: nano(i) }));
    fake.logRuns.push(
      async function* () {
        yield [line(1, 'first', { time: nano(0) })];
      },
      // A thousand lines do not hold it, twenty thousand do.
      async function* () {
        yield many.slice(500);
        await new Promise((done) => setTimeout(done, 20));
      },
      async function* () {
        yield many;
      },
      // Rotated away: also not in all since then.
      async function* () {
        yield [line(3, 'after the rotation', { time: nano(9000) })];
      },
      async function* () {
        yield [line(3, 'after the rotation', { time: nano(9000) })];
      },
      async function* (_options, signal) {
        yield [line(3, 'after the rotation', { time: nano(9000) })];
        yield* untilAborted(signal);
      },
    );
    const { seen, texts } = feed(fake);
    await until(() => texts().length >= 1500, 'the second reading');
    assert.deepEqual(texts(), ['first', ...many.slice(1).map(({ text }) => text)]);
    await until(() => texts().includes('after the rotation'), 'the last reading');
    assert.match(texts().at(-2) ?? '', /^-- api: lines may be missing here/);
    const gap = seen.rows.at(-2);
    assert.equal(gap?.type === 'marker' && gap.marker, 'gap');
    assert.deepEqual(
      fake.logCalls.map(({ options }) => options.tail),
      [1000, 1000, 20_000, 1000, 20_000, 'all'],
    );
    assert.equal(fake.logCalls.at(-1)?.options.since, nano(1499));
  });

  it('tells how a run ended from the events of the engine, and where earlier ones did', async () => {
    const fake = fakeCluster();
    fake.set(container());
    const event = (action: string, second: number, attributes = {}): EngineEvent => ({
      ...{ type: 'container', action, id: 'c1', scope: 'local', attributes },
      timeNano: `${BigInt(Date.parse(at(second))) * 1_000_000n}`,
    });
    fake.events = async function* (_options, signal) {
      yield* [event('start', 1), event('oom', 3), event('die', 3, { exitCode: '137' })];
      yield* [event('start', 5), event('kill', 7, { signal: '15' }), event('die', 8, { exitCode: '0' })];
      yield* untilAborted(signal);
    };
    fake.logRuns.push(async function* (_options, signal) {
      await new Promise((done) => setTimeout(done, 20));
      yield [line(2, 'one'), line(6, 'two'), line(9, 'three')];
      yield* untilAborted(signal);
    });
    const { texts } = feed(fake);
    await until(() => texts().length === 5, 'all rows');
    assert.deepEqual(texts(), [
      'one',
      '-- api exited with code 137, killed for lack of memory after 2.0 s',
      'two',
      '-- api exited with code 0, told to by SIGTERM after 3.0 s',
      'three',
    ]);
  });
});
