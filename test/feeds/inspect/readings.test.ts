import assert from 'node:assert/strict';
import { createReadings } from '../../../src/feeds/inspect/readings';
import type { PanelTarget } from '../../../src/protocol/panel';

const target = (id: string, name = id): PanelTarget => ({ kind: 'container', id, name });

function rig(limit?: number) {
  let at = 0;
  return createReadings(() => new Date(Date.UTC(2026, 0, 1, 0, 0, at++)), limit);
}

describe('createReadings', () => {
  it('keeps what differs by more than noise, and no secret', () => {
    const readings = rig();
    const raw = (restarts: number, pid: number, password = 'hunter2') => ({
      RestartCount: restarts,
      State: { Pid: pid },
      Config: { Env: [`DB_PASSWORD=${password}`] },
    });
    for (const one of [raw(0, 1), raw(0, 2), raw(1, 3), raw(1, 3, 'other')]) readings.keep(target('a'), one);
    const kept = readings.of(target('a'));
    assert.deepEqual(
      kept.map(({ at }) => at.slice(17, 19)),
      ['00', '02', '03'],
    );
    assert.doesNotMatch(JSON.stringify(kept.map(({ json, secrets }) => [json, [...secrets]])), /hunter2/);
    assert.deepEqual(readings.of(target('b')), []);
  });

  it('tells of those that had the same name, newest first', () => {
    const readings = rig();
    readings.keep(target('old', 'api'), { n: 1 });
    readings.keep(target('older', 'api'), { n: 2 });
    readings.keep({ ...target('x', 'api'), kind: 'service' }, { n: 3 });
    readings.keep(target('new', 'api'), { n: 4 });
    const ids = readings.ofNamesakes(target('new', 'api')).map((one) => one.target.id);
    assert.deepEqual(ids, ['older', 'old']);
  });

  it('is bounded, for each object and in all', () => {
    const readings = rig(2000);
    for (let n = 0; n < 20; n++) readings.keep(target('a'), { n });
    assert.deepEqual(
      readings.of(target('a')).map(({ json }) => JSON.stringify(json)),
      Array.from({ length: 8 }, (_, i) => `{"n":${12 + i}}`),
    );
    const filler = 'x'.repeat(600);
    for (let n = 0; n < 5; n++) readings.keep(target(`big${n}`), { filler, n });
    assert.ok(readings.of(target('a')).length < 8);
    assert.equal(readings.of(target('big0')).length, 0);
    assert.equal(readings.of(target('big4')).length, 1);
  });
});
