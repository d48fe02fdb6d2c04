import assert from 'node:assert/strict';
import { healthcheckTimeoutTooShort as cause } from '../../../src/diagnosis/causes/healthcheckTimeoutTooShort';
import { foundBy, scene } from '../dossiers';
import { ago } from '../pictures';

describe('cause healthcheck-timeout-too-short', () => {
  it('catches a slow endpoint', () => {
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
            state: {
              Health: {
                Status: 'unhealthy',
                FailingStreak: 4,
                Log: [{ Start: ago(20), End: ago(19), ExitCode: -1, Output: 'Health check exceeded timeout (1s)' }],
              },
            },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /timeout of 1 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
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
              state: {
                Health: {
                  Status: 'unhealthy',
                  FailingStreak: 4,
                  Log: [{ Start: ago(20), End: ago(19), ExitCode: 1, Output: 'curl: (22) 404' }],
                },
              },
            },
          ],
        }),
      ),
      [],
      'it failed at once',
    );
    assert.deepEqual(
      foundBy(
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
              state: {
                Health: {
                  Status: 'healthy',
                  FailingStreak: 4,
                  Log: [{ Start: ago(20), End: ago(19), ExitCode: 0, Output: 'ok' }],
                },
              },
            },
          ],
        }),
      ),
      [],
      'healthy',
    );
  });
});
