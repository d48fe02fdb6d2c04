import assert from 'node:assert/strict';
import { cpuThrottled as cause } from '../../../../src/diagnosis/causes/limits/cpuThrottled';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause cpu-throttled', () => {
  it('catches unhealthy for lack of time', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: {
              Healthcheck: {
                Test: ['CMD-SHELL', 'curl -f http://localhost:8080/'],
                Timeout: 1000000000,
                Interval: 5000000000,
              },
            },
            host: { NanoCpus: 50000000 },
            state: {
              Health: {
                Status: 'unhealthy',
                FailingStreak: 4,
                Log: [{ Start: ago(20), End: ago(19), ExitCode: -1, Output: 'Health check exceeded timeout (1s)' }],
              },
            },
            stats: { periods: 100, throttledPeriods: 90 },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /CPU limit of 0.05 cores.*90 %/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ stats: { periods: 0 } }] })), [], 'no limit');
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ host: { NanoCpus: 500000000 }, stats: { periods: 1000, throttledPeriods: 100 } }] }),
      ),
      [],
      'rarely',
    );
  });
});
