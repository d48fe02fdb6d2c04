import assert from 'node:assert/strict';
import { createMarkFeed, markReader } from '../../../src/feeds/stats/statsMarks';
import type { EngineEvent } from '../../../src/model/engineEvent';
import type { StatsMark } from '../../../src/model/statsSample';
import { fakeCluster, until, untilAborted } from '../../views/panels/fakeCluster';

const second = (value: number) => `${1_700_000_000 + value}000000001`;

function event(at: number, action: string, more: Partial<EngineEvent> = {}): EngineEvent {
  return { type: 'container', action, id: 'c1', scope: 'local', timeNano: second(at), attributes: {}, ...more };
}

describe('marks of stats', () => {
  it('tell a restart with the exit code before it', () => {
    const read = markReader();
    const marks = [
      event(0, 'start'),
      event(1, 'die', { attributes: { exitCode: '137' } }),
      event(2, 'start'),
      event(3, 'start', { id: 'c2' }),
      event(4, 'oom'),
      event(5, 'health_status', { detail: 'unhealthy' }),
      event(6, 'health_status', { detail: 'starting' }),
      event(7, 'start', { type: 'network' }),
      event(8, 'die', { timeNano: 'never' }),
    ].map((one) => read(one));
    const at = (value: number) => new Date((1_700_000_000 + value) * 1000).toISOString();
    assert.deepEqual(marks, [
      { at: at(0), kind: 'started' },
      { at: at(1), kind: 'ended', exitCode: 137 },
      { at: at(2), kind: 'restarted', exitCode: 137 },
      { at: at(3), kind: 'started' },
      { at: at(4), kind: 'oom' },
      { at: at(5), kind: 'unhealthy' },
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('stream while somebody looks, and go on after the last event', async () => {
    const fake = fakeCluster();
    const asked: (string | undefined)[] = [];
    fake.events = async function* ({ sinceNano }, signal) {
      asked.push(sinceNano);
      yield event(asked.length, 'oom');
      yield* untilAborted(signal);
    };
    const marks: [string, StatsMark][] = [];
    const feed = createMarkFeed({
      engine: () => fake.cluster.engine(),
      onMark: (id, mark) => marks.push([id, mark]),
      log: () => undefined,
    });
    assert.equal(asked.length, 0);
    feed.set(true);
    feed.set(true);
    await until(() => marks.length === 1, 'a mark');
    feed.set(false);
    feed.set(true);
    await until(() => marks.length === 2, 'the next mark');
    assert.equal(asked.length, 2);
    assert.ok(Number(asked[0]) > 1e18);
    assert.equal(asked[1], `${second(1).slice(0, -1)}2`);
    feed.dispose();
  });
});
