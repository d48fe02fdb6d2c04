import assert from 'node:assert/strict';
import { updateRolledBack as cause } from '../../../src/diagnosis/causes/updateRolledBack';
import { foundBy, scene } from '../dossiers';
import { ago, failed, task } from '../pictures';

describe('cause update-rolled-back', () => {
  it('catches after a crash', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            more: {
              UpdateStatus: {
                State: 'rollback_completed',
                Message: 'rollback completed',
                StartedAt: ago(60),
                CompletedAt: ago(30),
              },
            },
            tasks: [task({ id: 't0' }), failed('t1', 50)],
            boxes: { t1: ['ValueError: bad PORT'] },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /rolled back/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ more: { UpdateStatus: { State: 'completed' } } }] })),
      [],
      'completed',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{}] })), [], 'none');
  });
});
