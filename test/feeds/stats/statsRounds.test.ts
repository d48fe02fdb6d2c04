import assert from 'node:assert/strict';
import { createStatsRounds } from '../../../src/feeds/stats/statsRounds';
import { until } from '../../views/panels/fakeCluster';

describe('createStatsRounds', () => {
  it('reads each in its turn, again and again, and rests when told', async () => {
    const read: string[] = [];
    const rounds = createStatsRounds(async (id) => {
      read.push(id);
    });
    rounds.set(['a', 'b', 'c'], 6);
    await until(() => read.length >= 7, 'two rounds');
    rounds.set([], 6);
    const before = read.length;
    assert.deepEqual(read.slice(0, 6), ['a', 'b', 'c', 'a', 'b', 'c']);
    await new Promise((done) => setTimeout(done, 30));
    assert.equal(read.length, before);
    rounds.set(['d'], 6);
    await until(() => read.at(-1) === 'd', 'the next one');
    rounds.dispose();
  });

  it('never reads one twice at the same time, and gives up what is open when nobody looks', async () => {
    const open: AbortSignal[] = [];
    const rounds = createStatsRounds((_, signal) => {
      open.push(signal);
      return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
    });
    rounds.set(['slow'], 2);
    await new Promise((done) => setTimeout(done, 30));
    assert.equal(open.length, 1);
    rounds.set([], 2);
    assert.ok(open[0]?.aborted);
    rounds.dispose();
  });

  it('keeps a bounded number of questions open', async () => {
    let open = 0;
    const rounds = createStatsRounds(() => {
      open++;
      return new Promise(() => undefined);
    });
    const ids = Array.from({ length: 100 }, (_, i) => `c${i}`);
    rounds.set(ids, 20);
    await until(() => open >= 24, 'as many as may be');
    await new Promise((done) => setTimeout(done, 50));
    assert.equal(open, 24);
    rounds.dispose();
  });
});
