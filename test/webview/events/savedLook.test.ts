import assert from 'node:assert/strict';
import type { EventExtent } from '../../../src/protocol/events';
import { countWords } from '../../../webview/events/countViews';
import { savedLook } from '../../../webview/events/savedLook';

describe('how the events panel was left', () => {
  it('comes back as it was', () => {
    const filters = { kinds: ['container', 'task'], actions: ['die', 'oom'], text: 'api', trouble: true, noise: true };
    const look = { filters, range: { from: 5, to: null }, time: 'drawn', tab: 'health', withTimeline: false };
    assert.deepEqual(savedLook(look), look);
  });

  it('is taken for nothing where it is none', () => {
    const none = savedLook({});
    assert.deepEqual(
      savedLook({ filters: { kinds: 'task', actions: 7, text: null }, range: 'x', time: 4, tab: 'x' }),
      none,
    );
    const mixed = savedLook({ filters: { kinds: ['x', 'task', 4], actions: [7, 'die', 'x'.repeat(101)] } }).filters;
    assert.deepEqual([mixed.kinds, mixed.actions], [['task'], ['die']]);
    assert.deepEqual(none.range, { from: null, to: null });
    assert.equal(savedLook({ filters: { text: 'x'.repeat(9999) } }).filters.text.length, 500);
  });

  it('counts minutes back from now', () => {
    const { range } = savedLook({ time: '5', range: { from: 1, to: 2 } });
    assert.ok((range.from ?? 0) > Date.now() - 6 * 60_000);
    assert.equal(range.to, null);
  });
});

describe('the counts below the list', () => {
  it('say what is shown and what is not', () => {
    const extent: EventExtent = { epoch: 1, first: 0, end: 9, filtered: 12, all: 20, noise: 3, dropped: 1000 };
    assert.deepEqual(countWords(extent, 9, false, false), [
      '9 events',
      '3 at other times',
      '8 filtered out',
      '3 exec and attach hidden',
      '1,000 older dropped',
    ]);
    assert.deepEqual(countWords({ ...extent, filtered: 1, all: 1, noise: 0, dropped: 0 }, 1, false, false), [
      '1 event',
    ]);
  });
});
