import assert from 'node:assert/strict';
import { healthStaysStarting as cause } from '../../../../src/diagnosis/causes/health/healthStaysStarting';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause health-stays-starting', () => {
  it('catches a long interval', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Healthcheck: { Test: ['CMD', '/check'], Interval: 3_600e9 } },
            state: { StartedAt: ago(300), Health: { Status: 'starting', FailingStreak: 0, Log: [] } },
          },
        ],
      }),
      'web stays in state starting',
    );
    assert.match(found?.title ?? '', /interval of 3600 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a start period that hides failures', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Healthcheck: { Test: ['CMD', '/check'], Interval: 5e9, StartPeriod: 1_800e9 } },
            state: {
              StartedAt: ago(300),
              Health: {
                Status: 'starting',
                FailingStreak: 0,
                Log: [{ Start: ago(20), End: ago(19), ExitCode: 1, Output: 'refused' }],
              },
            },
          },
        ],
      }),
      'web stays in state starting',
    );
    assert.match(found?.title ?? '', /start period of 1800 s hides \(refused\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              config: { Healthcheck: { Test: ['CMD', '/check'], Interval: 3_600e9 } },
              state: { StartedAt: ago(300), Health: { Status: 'starting', FailingStreak: 0, Log: [] } },
            },
          ],
        }),
      ),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              config: { Healthcheck: { Test: ['CMD', '/check'], Interval: 3_600e9 } },
              state: { StartedAt: ago(10), Health: { Status: 'starting', FailingStreak: 0, Log: [] } },
            },
          ],
        }),
        'web stays in state starting',
      ),
      [],
      'just started',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              config: { Healthcheck: { Test: ['CMD', '/check'], Interval: 5e9, StartPeriod: 30e9 } },
              state: {
                StartedAt: ago(300),
                Health: {
                  Status: 'starting',
                  FailingStreak: 0,
                  Log: [{ Start: ago(20), End: ago(19), ExitCode: 1, Output: 'refused' }],
                },
              },
            },
          ],
        }),
        'web stays in state starting',
      ),
      [],
      'usual times',
    );
  });
});
