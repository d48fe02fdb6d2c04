import assert from 'node:assert/strict';
import { healthcheckWrongPort as cause } from '../../../src/diagnosis/causes/healthcheckWrongPort';
import { foundBy, scene } from '../dossiers';
import { ago } from '../pictures';

describe('cause healthcheck-wrong-port', () => {
  it('catches 8080 for 3000', () => {
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
                    Output: 'curl: (7) Failed to connect to localhost port 8080: Connection refused',
                  },
                ],
              },
            },
            log: ['3500 listening on 0.0.0.0:3000'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /wrong port: 8080.*3000/);
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
                  Log: [
                    {
                      Start: ago(20),
                      End: ago(19),
                      ExitCode: 1,
                      Output: 'curl: (7) Failed to connect to localhost port 8080: Connection refused',
                    },
                  ],
                },
              },
              log: ['3500 listening on 0.0.0.0:8080'],
            },
          ],
        }),
      ),
      [],
      'the right port',
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
              log: ['3500 listening on 0.0.0.0:3000'],
            },
          ],
        }),
      ),
      [],
      'healthy',
    );
  });
});
