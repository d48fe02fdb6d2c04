import assert from 'node:assert/strict';
import { type HealthProbe, probeTimeMs, readHealthLog, verdictWords } from '../../src/model/healthProbe';
import type { PlainJson } from '../../src/model/plainJson';

const inspect = (health: PlainJson, more: Record<string, PlainJson> = {}): PlainJson => ({
  State: { Health: health },
  ...more,
});

describe('the health log of a container', () => {
  it('is read oldest first, with how long each run took, to the nanosecond', () => {
    const log = readHealthLog(
      inspect(
        {
          Status: 'unhealthy',
          FailingStreak: 3,
          Log: [
            {
              Start: '2026-11-22T05:00:01.5Z',
              End: '2026-11-22T05:00:01.500250Z',
              ExitCode: 1,
              Output: 'curl: not found',
            },
            { Start: '2026-11-22T06:00:00.1+01:00', End: '2026-11-22T06:00:00.25+01:00', ExitCode: 0, Output: '' },
          ],
        },
        { Config: { Healthcheck: { Interval: 1_000_000_000 } } },
      ),
    );
    assert.ok(log);
    assert.deepEqual(
      log.probes.map(({ exitCode, durationMs, verdict }) => [exitCode, durationMs, verdict]),
      [
        [0, 150, 'passed'],
        [1, 0.25, 'failed'],
      ],
    );
    assert.deepEqual([log.status, log.failingStreak, log.intervalMs], ['unhealthy', 3, 1000]);
    assert.equal(probeTimeMs('2026-11-22T05:00:01.500250Z') - Date.parse('2026-11-22T05:00:01Z'), 500.25);
  });

  it('hides secrets in what a probe printed', () => {
    const log = readHealthLog(
      inspect({
        Status: 'healthy',
        Log: [{ Start: '2026-11-22T05:00:00Z', ExitCode: 0, Output: 'GET /?token=abc123' }],
      }),
    );
    assert.equal(log?.probes[0]?.output, 'GET /?token=••••••••');
  });

  it('says of a run that did not come to its end why', () => {
    const probe = (output: string): HealthProbe => ({ start: '', verdict: 'notRun', exitCode: -1, output });
    assert.equal(verdictWords(probe('Health check exceeded timeout (2s)')), 'timed out');
    assert.equal(verdictWords(probe('OCI runtime exec failed: no such file')), 'could not run');
  });

  it('takes what it can from what an engine should not say', () => {
    assert.equal(readHealthLog({ State: {} }), undefined);
    assert.equal(readHealthLog(inspect({ Status: 'none', Log: null })), undefined);
    assert.equal(readHealthLog('no object'), undefined);
    const log = readHealthLog(
      inspect({
        Status: 'starting',
        Log: [7, null, { Start: 'no time' }, { Start: '2026-11-22T05:00:00Z', End: '0001-01-01T00:00:00Z' }],
      }),
    );
    assert.deepEqual(log?.probes, [{ start: '2026-11-22T05:00:00Z', verdict: 'unknown', output: '' }]);
    assert.equal(log?.intervalMs, 30_000);
  });
});
