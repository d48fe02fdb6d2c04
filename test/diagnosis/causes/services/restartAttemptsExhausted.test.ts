import assert from 'node:assert/strict';
import { restartAttemptsExhausted as cause } from '../../../../src/diagnosis/causes/services/restartAttemptsExhausted';
import { foundBy, scene } from '../../dossiers';
import { ago, failed, task } from '../../pictures';

describe('cause restart-attempts-exhausted', () => {
  it('catches three failures', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            template: { RestartPolicy: { Condition: 'any', MaxAttempts: 2 } },
            tasks: [failed('t1', 5), failed('t2', 15), failed('t3', 25)],
            boxes: { t1: ["KeyError: 'X_URL'"] },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /attempts .2. are used up.*X_URL/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ template: { RestartPolicy: { MaxAttempts: 2 } } }] })),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              template: { RestartPolicy: { MaxAttempts: 5 } },
              tasks: [failed('t1', 5), task({ id: 't2', state: 'ready', since: ago(2) })],
              boxes: { t1: ['x'] },
            },
          ],
        }),
      ),
      [],
      'it still tries',
    );
  });
});
