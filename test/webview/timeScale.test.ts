import assert from 'node:assert/strict';
import { dragged, moved, pixelAt, tickForm, ticks, timeAt, zoomed } from '../../webview/shared/timeScale';

const hour = 3_600_000;
const span = { from: 10 * hour, to: 12 * hour };
const limits = { from: 0, to: 12 * hour };

describe('the time scale', () => {
  it('goes from time to pixel and back', () => {
    assert.equal(pixelAt(span, 800, 11 * hour), 400);
    assert.equal(timeAt(span, 800, 400), 11 * hour);
  });

  it('labels round local times, apart enough to be read', () => {
    const found = ticks(span, 800, 90, 0);
    assert.deepEqual(
      found.map((at) => (at / 60_000) % 15),
      found.map(() => 0),
    );
    const apart = found.slice(1).map((at, i) => pixelAt(span, 800, at) - pixelAt(span, 800, found[i] ?? 0));
    assert.ok(apart.length > 3 && apart.every((pixels) => pixels >= 90));
    // Half an hour off UTC: hours are round there.
    const india = ticks({ from: 0, to: 24 * hour }, 800, 90, 5.5 * hour);
    assert.ok(india.length > 3 && india.every((at) => (at + 5.5 * hour) % hour === 0));
    for (const length of [5, 1000, 90_000, 40 * hour, 1000 * 24 * hour]) {
      assert.ok(ticks({ from: 7, to: 7 + length }, 800, 90, 0).length <= 10, String(length));
    }
  });

  it('says as much of a time as is needed to tell two apart', () => {
    assert.deepEqual(
      [1000, 60_000, hour, 72 * hour].map((length) => tickForm({ from: 0, to: length })),
      ['ms', 's', 'min', 'day'],
    );
  });

  it('zooms about an instant that keeps its place, moves, and stays within what there is', () => {
    const closer = zoomed(span, 0.5, 11.5 * hour, limits);
    assert.equal(pixelAt(closer, 800, 11.5 * hour), pixelAt(span, 800, 11.5 * hour));
    assert.equal(closer.to - closer.from, hour);
    assert.deepEqual(zoomed(span, 100, 11 * hour, limits), limits);
    assert.deepEqual(moved(span, hour, limits), span);
    assert.deepEqual(moved(span, -20 * hour, limits), { from: 0, to: 2 * hour });
    const closest = zoomed({ from: 100, to: 130 }, 0.001, 115, limits);
    assert.ok(closest.to - closest.from >= 20);
  });

  it('takes what was dragged in either direction, and no click for it', () => {
    assert.deepEqual(dragged(500, 100), { from: 100, to: 500 });
    assert.equal(dragged(100, 101), undefined);
  });
});
