import assert from 'node:assert/strict';
import type { LogExtent } from '../../../src/protocol/logs';
import { createLogArrival } from '../../../webview/logs/logArrival';

function rig() {
  const shown: { epoch: number; position: number }[] = [];
  const asked: unknown[] = [];
  const reading = { loading: true, position: 0, end: 0, fails: false };
  const request = async (_method: string, params: unknown) => {
    asked.push(params);
    if (reading.fails) throw new Error('gone');
    return { position: reading.position, extent: { epoch: 1, first: 0, end: reading.end } as LogExtent };
  };
  const failed: unknown[] = [];
  const arrival = createLogArrival({
    host: { request: request as never },
    isLoading: () => reading.loading,
    show: (place) => shown.push(place),
    fail: (error) => failed.push(error),
  });
  const settled = () => new Promise((done) => setImmediate(done));
  return { shown, asked, reading, failed, arrival, settled };
}

describe('the way to a line of a log', () => {
  it('waits for the log, follows its past as it comes, and ends where the line has others below it', async () => {
    const { shown, asked, reading, arrival, settled } = rig();
    arrival.goTo('2026-01-01T00:00:05Z');
    await settled();
    assert.equal(asked.length, 0);
    Object.assign(reading, { loading: false, position: 9, end: 10 });
    arrival.heed();
    await settled();
    // The last line for now: more of the past may come.
    Object.assign(reading, { position: 40, end: 90 });
    arrival.heed();
    await settled();
    arrival.heed();
    await settled();
    assert.deepEqual(
      shown.map(({ position }) => position),
      [9, 40],
    );
    assert.equal(asked.length, 2);
  });

  it('says what went wrong once, and goes to another line when asked again', async () => {
    const { shown, reading, failed, arrival, settled } = rig();
    Object.assign(reading, { loading: false, position: 3, end: 10, fails: true });
    arrival.goTo('2026-01-01T00:00:05Z');
    await settled();
    arrival.heed();
    await settled();
    assert.equal(failed.length, 1);
    reading.fails = false;
    arrival.goTo('2026-01-01T00:00:06Z');
    await settled();
    assert.deepEqual(shown, [{ epoch: 1, position: 3 }]);
  });
});
