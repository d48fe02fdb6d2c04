import assert from 'node:assert/strict';
import { startPeriodTooShort as cause } from '../../../../src/diagnosis/causes/health/startPeriodTooShort';
import { foundBy, scene } from '../../dossiers';
import { failed } from '../../pictures';

describe('cause start-period-too-short', () => {
  it('catches swarm kills it', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            container: { Healthcheck: { Test: ['CMD', 'x'], Interval: 1000000000, Retries: 2 } },
            tasks: [
              failed('t1', 5, { error: 'task: non-zero exit (137): dockerexec: unhealthy container', exitCode: 137 }),
            ],
            boxes: { t1: ['building index: 14%'] },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /killed while it is still starting/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ tasks: [failed('t1', 5)], boxes: { t1: ['building index: 14%'] } }] })),
      [],
      'it crashes',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              tasks: [
                failed('t1', 5, { error: 'task: non-zero exit (137): dockerexec: unhealthy container', exitCode: 137 }),
              ],
              boxes: { t1: ['listening on 0.0.0.0:80', 'GET /'] },
            },
          ],
        }),
      ),
      [],
      'it serves',
    );
  });
});
