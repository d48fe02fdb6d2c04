import assert from 'node:assert/strict';
import { compareLogTime, formatLogTime, parseLogTime } from '../../src/logs/logTime';

describe('logTime', () => {
  it('keeps nanoseconds through both ways', () => {
    for (const text of [
      '2026-11-21T22:14:40.123456789Z',
      '1999-12-31T23:59:59.000000001Z',
      '2026-01-01T00:00:00.999999999Z',
    ]) {
      const time = parseLogTime(text);
      assert.ok(time);
      assert.equal(formatLogTime(time), text);
    }
  });

  it('reads shorter fractions and other zones', () => {
    const time = parseLogTime('2026-11-21T23:14:40.5+01:00');
    assert.ok(time);
    assert.equal(formatLogTime(time), '2026-11-21T22:14:40.500000000Z');
  });

  it('orders by the nanosecond', () => {
    const a = parseLogTime('2026-11-21T22:14:40.123456788Z');
    const b = parseLogTime('2026-11-21T22:14:40.123456789Z');
    assert.ok(a && b);
    assert.ok(compareLogTime(a, b) < 0);
    assert.ok(compareLogTime(b, a) > 0);
    assert.equal(compareLogTime(a, { ...a }), 0);
  });

  it('says undefined for what is no time', () => {
    for (const text of ['', 'now', '2026-11-21', '2026-13-41T99:99:99Z'])
      assert.equal(parseLogTime(text), undefined, text);
  });
});
