import assert from 'node:assert/strict';
import { updatePaused as cause } from '../../../../src/diagnosis/causes/services/updatePaused';
import { foundBy, scene } from '../../dossiers';
import { ago, failed } from '../../pictures';

describe('cause update-paused', () => {
  it('catches a crashing version', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            more: {
              UpdateStatus: {
                State: 'paused',
                Message: 'update paused due to failure or early termination of task t1',
                StartedAt: ago(60),
              },
            },
            tasks: [failed('t1', 5)],
            boxes: { t1: ['error: unrecognized arguments: --fast'] },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /paused: its new version fails .*--fast/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [{ more: { UpdateStatus: { State: 'completed', StartedAt: ago(600), CompletedAt: ago(500) } } }],
        }),
      ),
      [],
      'completed',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{}] })), [], 'none');
  });
});
