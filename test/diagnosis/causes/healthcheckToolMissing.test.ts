import assert from 'node:assert/strict';
import { healthcheckToolMissing as cause } from '../../../src/diagnosis/causes/healthcheckToolMissing';
import { foundBy, scene } from '../dossiers';
import { ago } from '../pictures';

describe('cause healthcheck-tool-missing', () => {
  it('catches a shell without curl', () => {
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
                Log: [{ Start: ago(20), End: ago(19), ExitCode: 1, Output: '/bin/sh: 1: curl: not found' }],
              },
            },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /needs curl/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches exec form', () => {
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
                    ExitCode: -1,
                    Output:
                      'OCI runtime exec failed: exec failed: unable to start container process: exec: "wget": executable file not found in $PATH: unknown',
                  },
                ],
              },
            },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /needs wget/);
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
                  Log: [{ Start: ago(20), End: ago(19), ExitCode: 1, Output: 'curl: (7) Failed to connect' }],
                },
              },
            },
          ],
        }),
      ),
      [],
      'refused',
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
                  Log: [{ Start: ago(20), End: ago(19), ExitCode: 0, Output: 'curl: not found' }],
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
