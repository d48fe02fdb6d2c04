import assert from 'node:assert/strict';
import { createStatsBook } from '../../../src/feeds/stats/statsBook';
import { createStatsMeter, type StatsMeterOptions } from '../../../src/feeds/stats/statsMeter';
import type { StatsReading, StatsSample } from '../../../src/model/statsSample';
import { type FakeCluster, fakeCluster, until, untilAborted } from '../../views/panels/fakeCluster';
import { sampleAt } from './samples';

function meterOf(fake: FakeCluster, more: Partial<StatsMeterOptions> = {}) {
  const memory = createStatsBook().of('c1');
  const told: string[] = [];
  const samples: StatsSample[] = [];
  const meter = createStatsMeter({
    ...{ containerId: 'c1', name: 'api', memory, who: 'the engine of node worker', log: () => undefined },
    engine: () => fake.cluster.engine(),
    ended: () => undefined,
    sample: (sample) => samples.push(sample),
    changed: () => {
      const { state } = meter;
      told.push(state.type === 'failed' || state.type === 'ended' ? state.message : state.type);
    },
    ...more,
  });
  return { meter, memory, told, samples };
}

describe('createStatsMeter', () => {
  it('streams only while it is looked at, and remembers', async () => {
    const fake = fakeCluster();
    let second = 0;
    fake.stats = async function* (_, signal) {
      yield sampleAt(second++);
      yield* untilAborted(signal);
    };
    const { meter, memory } = meterOf(fake);
    meter.sync('rest');
    assert.equal(fake.statsCalls.length, 0);
    meter.sync('live');
    await until(() => meter.state.type === 'live', 'a reading');
    meter.sync('rest');
    assert.ok(fake.statsCalls[0]?.signal.aborted);
    meter.sync('live');
    await until(() => memory.history.samples.length === 2, 'the stream again');
    meter.dispose();
    assert.ok(fake.statsCalls.every((call) => call.signal.aborted));
  });

  it('reads once when it is its turn, each time with the reading before', async () => {
    const fake = fakeCluster();
    const earlier: (StatsReading | undefined)[] = [];
    let running = true;
    fake.statsOnce = async (_, before) => {
      earlier.push(before);
      return running ? readingAt(earlier.length) : undefined;
    };
    const { meter, samples } = meterOf(fake);
    const { signal } = new AbortController();
    meter.sync('rest');
    await meter.read(signal);
    assert.equal(earlier.length, 0);
    meter.sync('inTurn');
    await meter.read(signal);
    await meter.read(signal);
    assert.deepEqual(earlier, [undefined, readingAt(1)]);
    assert.equal(samples.length, 2);
    // One that does not run has nothing to compare with when it runs again.
    running = false;
    await meter.read(signal);
    running = true;
    await meter.read(signal);
    assert.equal(earlier.at(-1), undefined);
    assert.equal(fake.statsCalls.length, 0);
    meter.dispose();
  });

  it('tells a failed turn, and that the next one came', async () => {
    const fake = fakeCluster();
    let fails = true;
    fake.statsOnce = async () => {
      if (fails) throw new Error('The engine is busy.');
      return readingAt(1);
    };
    const { meter, told } = meterOf(fake);
    meter.sync('inTurn');
    await meter.read(new AbortController().signal);
    fails = false;
    await meter.read(new AbortController().signal);
    assert.deepEqual(told, ['The engine is busy.', 'live']);
    meter.dispose();
  });

  it('says that the container has ended, and measures it again when it runs again', async () => {
    const fake = fakeCluster();
    fake.stats = async function* (_, signal) {
      yield sampleAt(0);
      yield* untilAborted(signal);
    };
    let ended: string | undefined = 'api exited with code 3.';
    const { meter, told } = meterOf(fake, { ended: () => ended });
    meter.sync('live');
    assert.equal(fake.statsCalls.length, 0);
    ended = undefined;
    meter.sync('live');
    await until(() => meter.state.type === 'live', 'a reading');
    ended = 'api was removed.';
    meter.sync('live');
    assert.ok(fake.statsCalls[0]?.signal.aborted);
    assert.deepEqual(told, ['api exited with code 3.', 'loading', 'live', 'api was removed.']);
    meter.dispose();
  });

  it('says of a silent engine which one it is, and goes on when it is heard again', async () => {
    const fake = fakeCluster();
    let speak: () => void = () => undefined;
    const heard = new Promise<void>((done) => {
      speak = done;
    });
    fake.stats = async function* (_, signal) {
      yield sampleAt(0);
      await heard;
      yield sampleAt(1);
      yield* untilAborted(signal);
    };
    const { meter, told } = meterOf(fake, { patienceMs: 50 });
    meter.sync('live');
    await until(() => told.length === 2, 'the silence is told');
    speak();
    await until(() => told.length > 2, 'it is heard again');
    assert.deepEqual(told.slice(0, 3), [
      'live',
      'No sample for 0.05 s: the engine of node worker does not answer.',
      'live',
    ]);
    meter.dispose();
    assert.equal(fake.statsCalls.length, 1);
  });
});

function readingAt(second: number): StatsReading {
  return {
    sample: sampleAt(second),
    counters: { periods: 0, throttledPeriods: 0, cpu: second },
    limits: {},
    limitsReadAt: 0,
  };
}
