import assert from 'node:assert/strict';
import { updateRolledBack as cause } from '../../../../src/diagnosis/causes/services/updateRolledBack';
import { foundBy, scene } from '../../dossiers';
import { ago, failed, task } from '../../pictures';

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

  it('names the health check where that ended the new task, not what the sound program said', () => {
    const error = 'task: non-zero exit (137): dockerexec: unhealthy container';
    const tasks = [task({ id: 't0' }), failed('t1', 50, { error })];
    const more = { UpdateStatus: { State: 'rollback_completed', Message: 'rollback completed', CompletedAt: ago(30) } };
    const crew = { more, tasks, boxes: { t1: ['INFO listening on 0.0.0.0:8000'] } };
    const [found] = foundBy(cause, scene({ crews: [crew] }));
    assert.match(found?.title ?? '', /\(its health check failed\)/);
  });

  it('leaves a roll-back by hand alone, unless somebody misses the new version', () => {
    const more = { UpdateStatus: { State: 'rollback_completed', Message: 'rollback completed', StartedAt: ago(60) } };
    const crew = { more, tasks: [task({ id: 't0' }), failed('t1', 500)] };
    assert.deepEqual(foundBy(cause, scene({ crews: [crew] })), []);
    assert.equal(foundBy(cause, scene({ crews: [crew] }), 'the new version is not live').length, 1);
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
