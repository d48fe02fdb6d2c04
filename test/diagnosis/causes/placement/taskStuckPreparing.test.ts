import assert from 'node:assert/strict';
import { taskStuckPreparing as cause } from '../../../../src/diagnosis/causes/placement/taskStuckPreparing';
import { foundBy, scene } from '../../dossiers';
import { ago, task } from '../../pictures';

describe('cause task-stuck-preparing', () => {
  it('catches ten minutes', () => {
    const [found] = foundBy(
      cause,
      scene({ crews: [{ tasks: [task({ state: 'preparing', since: ago(600), image: 'acme/api:2' })] }] }),
    );
    assert.match(found?.title ?? '', /stuck preparing on worker-1 for 10 min: the image acme\/api:2/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a minute that somebody waits for', () => {
    const [found] = foundBy(
      cause,
      scene({ crews: [{ tasks: [task({ state: 'preparing', since: ago(60), image: 'acme/api:2' })] }] }),
      'api never starts',
    );
    assert.match(found?.title ?? '', /stuck preparing/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ crews: [{ tasks: [task({ state: 'preparing', since: ago(60), image: 'acme/api:2' })] }] }),
      ),
      [],
      'a minute',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{ tasks: [task()] }] }), 'api never starts'), [], 'it runs');
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            { tasks: [task(), task({ id: 'old', state: 'preparing', desiredState: 'shutdown', since: ago(900) })] },
          ],
        }),
      ),
      [],
      'an old one',
    );
  });
});
