import assert from 'node:assert/strict';
import { createStatsBook } from '../../../src/feeds/stats/statsBook';
import { sampleAt } from './samples';

describe('createStatsBook', () => {
  it('remembers each container, and forgets those that were used longest ago', () => {
    const book = createStatsBook(2);
    book.of('a').history.add(sampleAt(0));
    book.of('b').history.add(sampleAt(0));
    assert.equal(book.of('a').history.samples.length, 1);
    book.of('c');
    assert.equal(book.of('a').history.samples.length, 1);
    assert.equal(book.of('b').history.samples.length, 0);
  });

  it('keeps each mark once, in the order of time, and not for ever', () => {
    const memory = createStatsBook().of('a');
    assert.equal(memory.mark({ at: '2026-01-01T00:00:02.000Z', kind: 'oom' }), true);
    assert.equal(memory.mark({ at: '2026-01-01T00:00:01.000Z', kind: 'started' }), true);
    assert.equal(memory.mark({ at: '2026-01-01T00:00:02.000Z', kind: 'oom' }), false);
    assert.deepEqual(
      memory.marks.map(({ kind }) => kind),
      ['started', 'oom'],
    );
    for (let i = 0; i < 1000; i++)
      memory.mark({ at: new Date(Date.UTC(2026, 1, 1) + i).toISOString(), kind: 'healthy' });
    assert.equal(memory.marks.length, 200);
  });
});
