import assert from 'node:assert/strict';
import { anchored, fitted, inSight, neighbour, zoomed } from '../../webview/map/mapMoves';

const place = (x: number, y: number) => ({ x, y, width: 100, height: 40 });

describe('moving over the map', () => {
  it('goes to the nearest box in a direction, straight ahead before askew, and nowhere at the edge', () => {
    const stops = new Map([
      ['a', place(0, 0)],
      ['b', place(200, 0)],
      ['c', place(150, 300)],
      ['d', place(0, 100)],
    ]);
    assert.equal(neighbour(stops, 'a', 'right'), 'b');
    assert.equal(neighbour(stops, 'a', 'down'), 'd');
    assert.equal(neighbour(stops, 'b', 'left'), 'a');
    assert.equal(neighbour(stops, 'c', 'up'), 'b');
    assert.equal(neighbour(stops, 'a', 'left'), undefined);
    assert.equal(neighbour(stops, 'gone', 'left'), undefined);
  });

  it('keeps the point under the pointer while it zooms, within limits', () => {
    const camera = { left: 10, top: 20, scale: 1 };
    const near = zoomed(camera, 2, 110, 220);
    assert.deepEqual([(110 - near.left) / near.scale, (220 - near.top) / near.scale], [100, 200]);
    assert.ok(zoomed(camera, 1e9, 0, 0).scale < 5 && zoomed(camera, 1e-9, 0, 0).scale > 0.01);
  });

  it('shows all of it, brings what is outside into sight, and moves nothing that is in sight', () => {
    const panel = { width: 800, height: 600 };
    const { left, top, scale } = fitted({ width: 4000, height: 1000 }, panel);
    assert.ok(left >= 0 && left + 4000 * scale <= 800 && top >= 0 && top + 1000 * scale <= 600);
    assert.equal(fitted({ width: 10, height: 10 }, panel).scale, 1);
    const camera = { left: 0, top: 0, scale: 1 };
    assert.deepEqual(inSight(camera, place(300, 300), panel), camera);
    const moved = inSight(camera, place(2000, -500), panel);
    assert.ok(2000 + moved.left + 100 <= 800 && -500 + moved.top >= 0);
  });

  it('keeps a box where it was when the layout around it changes', () => {
    const camera = { left: 5, top: 6, scale: 0.5 };
    const next = anchored(camera, place(100, 200), place(700, 50));
    assert.deepEqual([700 * 0.5 + next.left, 50 * 0.5 + next.top], [100 * 0.5 + 5, 200 * 0.5 + 6]);
  });
});
