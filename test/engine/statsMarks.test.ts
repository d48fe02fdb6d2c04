// What happens to a container on a real engine, as marks on the time axis of its stats.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine';
import { createMarkFeed } from '../../src/feeds/stats/statsMarks';
import type { StatsMark } from '../../src/model/statsSample';
import { managerUrl } from '../support/lab';
import { realEngine, shell, until, workshop } from './callsSupport';

/** Unhealthy, then healthy, then out of memory; the second run stays. */
const script = [
  'if [ -e /again ]; then sleep 100000; fi',
  'touch /again; sleep 0.8; touch /ok; sleep 0.8',
  "x=$(head -c 100000000 /dev/zero | tr '\\000' x)",
].join('; ');

describe('marks of stats', function () {
  this.timeout(30_000);
  const made = workshop(managerUrl);
  let engine: Engine;

  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await made.clear();
    engine.dispose();
  });

  it('tell health, lack of memory and the restart after it, also to who begins to listen afterwards', async () => {
    const feed = () => {
      const marks = new Map<string, StatsMark[]>();
      const own = createMarkFeed({
        engine: async () => engine,
        onMark: (id, mark) => void marks.set(id, [...(marks.get(id) ?? []), mark]),
        log: (line) => assert.fail(line),
      });
      return { ...own, of: (id: string) => marks.get(id) ?? [] };
    };
    const live = feed();
    live.set(true);
    const id = await made.container(
      shell(script, {
        Healthcheck: { Test: ['CMD-SHELL', 'test -e /ok'], Interval: 2e8, Retries: 1 },
        HostConfig: { Memory: 16 * 2 ** 20, RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } },
      }),
    );
    const late = feed();
    for (const one of [live, late]) {
      one.set(true);
      const restart = await until('the restart', () => one.of(id).find(({ kind }) => kind === 'restarted'));
      assert.equal(restart.exitCode, 137);
      const kinds = one.of(id).map(({ kind }) => kind);
      assert.deepEqual([...new Set(kinds)], ['started', 'unhealthy', 'healthy', 'oom', 'ended', 'restarted']);
    }
    live.dispose();
    late.dispose();
  });
});
