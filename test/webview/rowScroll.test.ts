import assert from 'node:assert/strict';
import {
  lastTop,
  type RowScroll,
  reveal,
  revealInMiddle,
  scrollBy,
  scrollTo,
  thumb,
  topAtThumb,
  withExtent,
  withHeight,
} from '../../webview/shared/rowScroll';

const start: RowScroll = { first: 0, end: 1_000_000, top: 999_960, rows: 40, following: true };

describe('rowScroll', () => {
  it('stays at the newest row while following', () => {
    const next = withExtent(start, 0, 1_000_500);
    assert.equal(next.top, 1_000_460);
    assert.ok(next.following);
  });

  it('keeps the place of what is read when rows come and go', () => {
    const reading = scrollTo(start, 500_000.25);
    assert.equal(reading.following, false);
    assert.equal(withExtent(reading, 0, 2_000_000).top, 500_000.25);
    assert.equal(withExtent(reading, 400_000, 2_000_000).top, 500_000.25);
    // Only when the rows in sight are dropped themselves does it move: to the oldest one left.
    assert.equal(withExtent(reading, 600_000, 2_000_000).top, 600_000);
  });

  it('follows again when the end is reached by hand, and not before', () => {
    const away = scrollBy(start, -100);
    assert.equal(away.following, false);
    assert.equal(scrollBy(away, 99).following, false);
    assert.equal(scrollBy(away, 100).following, true);
    assert.equal(scrollBy(away, 1e9).top, lastTop(start));
  });

  it('never leaves the rows there are', () => {
    assert.equal(scrollBy(start, -1e12).top, 0);
    const short: RowScroll = { first: 10, end: 15, top: 10, rows: 40, following: false };
    assert.equal(scrollBy(short, 5).top, 10);
    assert.equal(thumb(short, 400), undefined);
  });

  it('maps the thumb to rows and back, over a million of them', () => {
    for (const top of [0, 1, 12_345, 500_000, 999_960]) {
      const at = scrollTo(start, top);
      const bar = thumb(at, 600);
      assert.ok(bar);
      assert.ok(bar.size >= 24 && bar.offset >= 0 && bar.offset + bar.size <= 600.001);
      assert.ok(Math.abs(topAtThumb(at, bar.offset, 600) - top) < 0.01, String(top));
    }
    assert.equal(topAtThumb(start, -50, 600), 0);
    assert.equal(topAtThumb(start, 5000, 600), 999_960);
  });

  it('reveals a row by the shortest way', () => {
    const at = scrollTo(start, 100);
    assert.equal(reveal(at, 120).top, 100);
    assert.equal(reveal(at, 99).top, 99);
    assert.equal(reveal(at, 140).top, 101);
    assert.equal(revealInMiddle(at, 120).top, 100);
    const middle = revealInMiddle(at, 5000);
    assert.ok(middle.top < 5000 && middle.top + middle.rows > 5001);
    assert.equal(revealInMiddle(start, 999_999).following, false);
  });

  it('keeps the end in sight when the panel changes its height', () => {
    assert.equal(withHeight(start, 20).top, 999_980);
    assert.equal(withHeight(scrollTo(start, 100), 20).top, 100);
  });
});
