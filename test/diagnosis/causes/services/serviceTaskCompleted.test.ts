import assert from 'node:assert/strict';
import { serviceTaskCompleted as cause } from '../../../../src/diagnosis/causes/services/serviceTaskCompleted';
import { foundBy, scene } from '../../dossiers';
import { failed, task } from '../../pictures';

describe('cause service-task-completed', () => {
  it('catches on-failure', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            template: { RestartPolicy: { Condition: 'on-failure' } },
            tasks: [task({ state: 'complete', desiredState: 'shutdown' })],
          },
        ],
      }),
      'api is gone',
    );
    assert.match(found?.title ?? '', /ended by itself with exit code 0, and its restart condition on-failure/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              template: { RestartPolicy: { Condition: 'on-failure' } },
              tasks: [task({ state: 'complete', desiredState: 'shutdown' })],
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
        scene({ crews: [{ template: { RestartPolicy: { Condition: 'on-failure' } }, tasks: [task()] }] }),
        'api is gone',
      ),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ crews: [{ template: { RestartPolicy: { Condition: 'none' } }, tasks: [failed('t1', 50)] }] }),
        'api is gone',
      ),
      [],
      'it failed',
    );
  });
});
