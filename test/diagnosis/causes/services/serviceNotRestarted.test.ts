import assert from 'node:assert/strict';
import { serviceNotRestarted as cause } from '../../../../src/diagnosis/causes/services/serviceNotRestarted';
import { foundBy, scene } from '../../dossiers';
import { failed, task } from '../../pictures';

describe('cause service-not-restarted', () => {
  it('catches one failure', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            template: { RestartPolicy: { Condition: 'none' } },
            tasks: [failed('t1', 50)],
            boxes: { t1: ['ValueError: x'] },
          },
        ],
      }),
    );
    assert.match(
      found?.title ?? '',
      /failed \(ValueError: x\) and is not started again: its restart condition is none/,
    );
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ crews: [{ template: { RestartPolicy: { Condition: 'any' } }, tasks: [failed('t1', 50)] }] }),
      ),
      [],
      'another condition',
    );
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ template: { RestartPolicy: { Condition: 'none' } }, tasks: [task()] }] })),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              template: { RestartPolicy: { Condition: 'none' } },
              tasks: [task({ state: 'complete', desiredState: 'shutdown' })],
            },
          ],
        }),
      ),
      [],
      'it ended well',
    );
  });
});
