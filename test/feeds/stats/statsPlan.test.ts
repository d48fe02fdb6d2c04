import assert from 'node:assert/strict';
import { liveAtMost, statsPlan } from '../../../src/feeds/stats/statsPlan';

const ids = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const plan = (count: number, charted: readonly string[] = [], inSight: readonly string[] = []) => {
  const { live, inTurn, everyMs } = statsPlan(ids(count), { charted, inSight });
  return { live: live.size, inTurn: inTurn.length, everyMs };
};

describe('statsPlan', () => {
  it('streams few, and reads many in turn, ten a second', () => {
    assert.deepEqual(plan(liveAtMost), { live: 12, inTurn: 0, everyMs: 2000 });
    assert.deepEqual(plan(13), { live: 0, inTurn: 13, everyMs: 2000 });
    assert.deepEqual(plan(50), { live: 0, inTurn: 50, everyMs: 5000 });
    assert.deepEqual(plan(1000), { live: 0, inTurn: 1000, everyMs: 100_000 });
  });

  it('streams what is charted, and the rows in sight where they are few', () => {
    assert.deepEqual(plan(50, ['c7'], ids(5)), { live: 6, inTurn: 44, everyMs: 5000 });
    assert.deepEqual(plan(50, ['c40', 'c41'], ids(20)), { live: 2, inTurn: 48, everyMs: 5000 });
    assert.deepEqual(plan(50, ['gone']), { live: 0, inTurn: 50, everyMs: 5000 });
  });
});
