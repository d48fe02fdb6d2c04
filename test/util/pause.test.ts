import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { pause } from '../../src/util/pause';

describe('a pause', () => {
  const why = new Error('not wanted any more');

  it('ends by itself, and leaves nothing on the signal', async () => {
    const life = new AbortController();
    const over = pause(1, life.signal);
    assert.equal(getEventListeners(life.signal, 'abort').length, 1);
    await over;
    assert.equal(getEventListeners(life.signal, 'abort').length, 0);
    await pause(1);
  });

  it('ends at once with the reason of the signal, also of one that has fired', async () => {
    const life = new AbortController();
    const over = pause(2 ** 30, life.signal);
    life.abort(why);
    await assert.rejects(over, why);
    await assert.rejects(pause(2 ** 30, life.signal), why);
  });
});
