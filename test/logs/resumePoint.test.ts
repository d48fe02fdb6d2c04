import assert from 'node:assert/strict';
import { ResumePoint } from '../../src/logs/resumePoint';

const at = (second: number, nanos = 0) =>
  `2026-11-21T22:14:${String(second).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z`;

/** Reads these lines; returns those that count as new. */
function read(point: ResumePoint, lines: readonly (readonly [string, string | undefined])[]): string[] {
  return lines.filter(([writer, time]) => !point.isKnown(writer, time)).map(([writer, time]) => `${writer} ${time}`);
}

describe('ResumePoint', () => {
  it('takes everything the first time, also lines of one and the same time', () => {
    const point = new ResumePoint();
    assert.equal(
      read(point, [
        ['a', at(1)],
        ['a', at(1)],
        ['a', at(1)],
      ]).length,
      3,
    );
  });

  it('loses nothing and repeats nothing when the overlap is read again', () => {
    const point = new ResumePoint();
    read(point, [
      ['a', at(1)],
      ['b', at(2)],
      ['a', at(3, 5)],
      ['a', at(3, 5)],
    ]);
    point.resume();
    const again = read(point, [
      ['a', at(1)],
      ['b', at(2)],
      ['a', at(3, 5)],
      ['a', at(3, 5)],
      ['a', at(3, 5)],
      ['b', at(3)],
      ['a', at(4)],
    ]);
    // The third line of the same nanosecond had not been seen.
    assert.deepEqual(again, [`a ${at(3, 5)}`, `b ${at(3)}`, `a ${at(4)}`]);
  });

  it('does so again and again', () => {
    const point = new ResumePoint();
    const all: [string, string][] = [];
    const seen: string[] = [];
    for (let i = 0; i < 50; i++) {
      all.push([`w${i % 3}`, at(i)]);
      point.resume();
      seen.push(...read(point, all));
    }
    assert.deepEqual(
      seen,
      all.map(([writer, time]) => `${writer} ${time}`),
    );
  });

  it('reads again a little before the newest line', () => {
    const point = new ResumePoint();
    assert.equal(point.since(), undefined);
    read(point, [
      ['a', at(30, 7)],
      ['b', at(10)],
    ]);
    assert.equal(point.since(), at(25, 7));
  });

  it('cannot know lines without a time', () => {
    const point = new ResumePoint();
    read(point, [['a', undefined]]);
    point.resume();
    assert.equal(read(point, [['a', undefined]]).length, 1);
  });
});
