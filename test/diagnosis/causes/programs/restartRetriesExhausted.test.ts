import assert from 'node:assert/strict';
import { restartRetriesExhausted as cause } from '../../../../src/diagnosis/causes/programs/restartRetriesExhausted';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause restart-retries-exhausted', () => {
  it('catches three tries', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } },
            log: ['12 something bad'],
            restarts: 3,
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /3 restarts \(on-failure:3\) are used up.*something bad/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } },
              log: ['12 something bad'],
              restarts: 3,
            },
          ],
        }),
      ),
      [],
      'another policy',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } },
              log: ['12 something bad'],
              restarts: 1,
            },
          ],
        }),
      ),
      [],
      'tries are left',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: {}, host: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } }, restarts: 3 }],
        }),
      ),
      [],
      'it runs',
    );
  });
});
