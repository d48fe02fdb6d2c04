import assert from 'node:assert/strict';
import type { LogEntry } from '../../../src/engine/engine';
import { WriterCursor } from '../../../src/feeds/logs/writerCursor';

const at = (second: number, nanos = 0) =>
  `2026-11-21T22:14:${String(second).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z`;
const entry = (text: string, time?: string): LogEntry => ({
  ...{ stream: 'stdout', text },
  ...(time === undefined ? {} : { time }),
});

/** What of these lines is new; 'too few' where the last known one is not among so many. */
function read(cursor: WriterCursor, lines: readonly LogEntry[]): string[] | 'too few' {
  const fresh: LogEntry[] = [];
  for (const one of lines) if (!cursor.take(one, fresh)) return 'too few';
  return fresh.map(({ text }) => text);
}

describe('WriterCursor', () => {
  const log = [entry('a', at(1)), entry('b', at(2)), entry('c', at(2)), entry('d', at(2, 1)), entry('e', at(3))];

  it('takes everything the first time, also lines of one and the same time', () => {
    assert.deepEqual(read(new WriterCursor(), log), ['a', 'b', 'c', 'd', 'e']);
  });

  for (let known = 0; known <= log.length; known++) {
    for (let from = 0; from < known; from++) {
      it(`goes on behind line ${known} when it is given the log from line ${from + 1}`, () => {
        const cursor = new WriterCursor();
        read(cursor, log.slice(0, known));
        cursor.resume(1000);
        assert.deepEqual(
          read(cursor, log.slice(from)),
          log.slice(known).map(({ text }) => text),
        );
      });
    }
  }

  it('counts lines of the same nanosecond', () => {
    const cursor = new WriterCursor();
    const same = Array.from({ length: 5 }, (_, i) => entry(`s${i}`, at(7)));
    read(cursor, [entry('first', at(1)), ...same.slice(0, 3)]);
    cursor.resume(1000);
    assert.deepEqual(read(cursor, [entry('first', at(1)), ...same, entry('last', at(8))]), ['s3', 's4', 'last']);
  });

  it('goes by the place of the last line, not by its time: clocks are set back', () => {
    const cursor = new WriterCursor();
    const lines = [entry('a', at(10)), entry('b', at(30)), entry('c', at(20)), entry('d', at(21))];
    read(cursor, lines.slice(0, 3));
    cursor.resume(1000);
    assert.deepEqual(read(cursor, lines), ['d']);
  });

  it('says when the last known line is older than all that was asked for', () => {
    const cursor = new WriterCursor();
    read(cursor, [entry('a', at(1))]);
    cursor.resume(2);
    assert.equal(read(cursor, [entry('x', at(5)), entry('y', at(6))]), 'too few');
  });

  it('holds what may be new until it is known that the last line is gone', () => {
    const cursor = new WriterCursor();
    read(cursor, [entry('gone', at(5))]);
    cursor.resume(Number.POSITIVE_INFINITY);
    assert.deepEqual(read(cursor, [entry('older', at(4)), entry('x', at(6)), entry('y', at(7))]), []);
    assert.ok(cursor.isHolding && cursor.isSeeking);
    const fresh: LogEntry[] = [];
    cursor.giveUp(fresh);
    assert.deepEqual(
      fresh.map(({ text }) => text),
      ['x', 'y'],
    );
    assert.deepEqual(read(cursor, [entry('z', at(8))]), ['z']);
    cursor.resume(1000);
    assert.deepEqual(read(cursor, [entry('y', at(7)), entry('z', at(8)), entry('more', at(9))]), ['more']);
  });

  it('takes a line without a time as new', () => {
    const cursor = new WriterCursor();
    assert.deepEqual(read(cursor, [entry('a', at(1)), entry('half')]), ['a', 'half']);
  });
});
