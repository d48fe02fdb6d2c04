import assert from 'node:assert/strict';
import { healthcheckFailing as cause } from '../../../src/diagnosis/causes/healthcheckFailing';
import { foundBy, scene } from '../dossiers';
import { ago } from '../pictures';

describe('cause healthcheck-failing', () => {
  it('catches a wrong path', () => {
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
                Log: [
                  {
                    Start: ago(20),
                    End: ago(19),
                    ExitCode: 1,
                    Output: 'curl: (22) The requested URL returned error: 404',
                  },
                ],
              },
            },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /answer 404/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches no output', () => {
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
                Log: [{ Start: ago(20), End: ago(19), ExitCode: 1, Output: '' }],
              },
            },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /unhealthy/);
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
                  Status: 'starting',
                  FailingStreak: 4,
                  Log: [{ Start: ago(20), End: ago(19), ExitCode: 1, Output: 'refused' }],
                },
              },
            },
          ],
        }),
      ),
      [],
      'still starting',
    );
  });
});
