import assert from 'node:assert/strict';
import { parseTime, timeText } from '../../../webview/logs/timeInput';

const now = new Date(2026, 10, 22, 12, 30, 0);

describe('times as they are typed', () => {
  it('reads a clock, a date, an age and a time with a zone', () => {
    const local = (...parts: [number, number, number, number?, number?, number?, number?]) =>
      new Date(...parts).toISOString();
    assert.equal(parseTime('21:14', now), local(2026, 10, 22, 21, 14));
    assert.equal(parseTime(' 9:05:03.25 ', now), local(2026, 10, 22, 9, 5, 3, 250));
    assert.equal(parseTime('2026-01-31', now), local(2026, 0, 31));
    assert.equal(parseTime('2026-01-31 08:00', now), local(2026, 0, 31, 8));
    assert.equal(parseTime('2026-01-31T08:00:00Z', now), '2026-01-31T08:00:00.000Z');
    assert.equal(parseTime('15m', now), local(2026, 10, 22, 12, 15));
    assert.equal(parseTime('2d', now), local(2026, 10, 20, 12, 30));
  });

  it('refuses what is no time', () => {
    for (const text of ['', 'soon', '25:00', '12:75x', '7', '15', '2026-13-45', '-5m', '9999999m'])
      assert.equal(parseTime(text, now), undefined, text);
  });

  it('writes a time so that it is read again', () => {
    for (const iso of [parseTime('21:14:03', now), parseTime('2026-01-31 08:00', now)]) {
      assert.ok(iso);
      assert.equal(parseTime(timeText(iso, now), now), iso);
    }
    assert.equal(timeText(new Date(2026, 10, 22, 9, 5, 3).toISOString(), now), '09:05:03');
    assert.equal(timeText('15m', now), '15m');
  });
});
