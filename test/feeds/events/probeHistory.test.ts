import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import { createProbeHistory } from '../../../src/feeds/events/probeHistory';
import type { HealthProbe } from '../../../src/model/healthProbe';
import { createManualClock } from '../../cluster/manualClock';

const startAt = Date.parse('2026-01-01T00:00:00Z');

/** An engine that runs a probe each second and keeps five results, as Docker does. */
function rig(limits?: { perContainer: number; containers: number }) {
  const clock = createManualClock(startAt);
  const log: string[] = [];
  let reads = 0;
  let ran = 0;
  let running = true;
  let fails = false;
  const probes: object[] = [];
  const engine = {
    async inspect() {
      reads++;
      if (fails) throw new Error('no answer');
      // As many as have ended by now.
      while (running && ran < Math.floor((clock.now() - startAt) / 1000)) {
        const at = startAt + ++ran * 1000;
        const time = (ms: number) => new Date(ms).toISOString();
        probes.push({ Start: time(at - 100), End: time(at), ExitCode: ran % 2, Output: `run ${ran}` });
        if (probes.length > 5) probes.shift();
      }
      return {
        State: { Running: running, Health: { Status: 'healthy', FailingStreak: 0, Log: [...probes] } },
        Config: { Healthcheck: { Interval: 1e9 } },
      };
    },
  } as unknown as Engine;
  const history = createProbeHistory(clock, (line) => log.push(line), limits);
  return {
    ...{ clock, engine, history, log },
    reads: () => reads,
    outputs: (id = 'c') => (history.of(id)?.probes ?? []).map(({ output }: HealthProbe) => output),
    set(change: { running?: boolean; fails?: boolean }) {
      running = change.running ?? running;
      fails = change.fails ?? fails;
    },
  };
}

describe('the history of health probes', () => {
  it('keeps every run of a container that is followed, beyond the five of the engine', async () => {
    const r = rig();
    const following = r.history.follow('c', async () => r.engine);
    await r.clock.advance(20_000);
    assert.deepEqual(
      r.outputs().slice(0, 19),
      Array.from({ length: 19 }, (_, i) => `run ${i + 1}`),
    );
    assert.ok(!r.history.of('c')?.probes.some((probe) => probe.gapBefore));
    // About one look a run, not more.
    assert.ok(r.reads() <= 32, `${r.reads()} reads`);
    following.dispose();
    const reads = r.reads();
    await r.clock.advance(10_000);
    assert.equal(r.reads(), reads);
    assert.equal(r.clock.pending, 0);
  });

  it('reads once, soon, when the health of a container changes, and says where results are missing', async () => {
    const r = rig();
    await r.clock.advance(5000);
    r.history.changed('c', r.engine);
    r.history.changed('c', r.engine);
    await r.clock.advance(200);
    assert.equal(r.reads(), 1);
    assert.equal(r.outputs().length, 5);
    await r.clock.advance(20_000);
    r.history.changed('c', r.engine);
    await r.clock.advance(200);
    assert.equal(r.outputs().length, 10);
    assert.deepEqual(
      r.history.of('c')?.probes.map((probe) => probe.gapBefore === true),
      [false, false, false, false, false, true, false, false, false, false],
    );
  });

  it('goes on after an error and after the container has started again', async () => {
    const r = rig();
    r.set({ fails: true });
    r.history.follow('c', async () => r.engine);
    await r.clock.advance(100);
    assert.match(r.log[0] ?? '', /could not be read: Error: no answer/);
    r.set({ fails: false });
    await r.clock.advance(13_000);
    assert.ok(r.outputs().includes('run 12'));
    r.set({ running: false });
    await r.clock.advance(60_000);
    r.set({ running: true });
    const before = r.outputs().length;
    await r.clock.advance(10_000);
    assert.ok(r.outputs().length > before);
    r.history.dispose();
  });

  it('is bounded in results and in containers', async () => {
    const r = rig({ perContainer: 8, containers: 2 });
    const following = r.history.follow('a', async () => r.engine);
    await r.clock.advance(30_000);
    following.dispose();
    assert.equal(r.history.of('a')?.probes.length, 8);
    assert.ok((r.history.of('a')?.dropped ?? 0) >= 20);
    for (const id of ['b', 'c']) {
      r.history.changed(id, r.engine);
      await r.clock.advance(200);
    }
    assert.equal(r.history.of('a'), undefined);
    assert.ok(r.history.of('b') && r.history.of('c'));
  });

  it('leaves a container without a health check alone', async () => {
    const r = rig();
    let reads = 0;
    const engine = {
      inspect: async () => {
        reads++;
        return { State: { Running: true } };
      },
    } as unknown as Engine;
    r.history.follow('c', async () => engine);
    await r.clock.advance(120_000);
    assert.equal(reads, 1);
    assert.equal(r.history.of('c'), undefined);
  });
});
