import assert from 'node:assert/strict';
import { tooManyConnections as cause } from '../../../../src/diagnosis/causes/dependencies/tooManyConnections';
import { exited, foundBy, scene } from '../../dossiers';
import { databaseClient } from '../../scenes';

describe('cause too-many-connections', () => {
  it('catches PostgreSQL', () => {
    const [found] = foundBy(cause, scene({ boxes: databaseClient(['12 FATAL:  sorry, too many clients already']) }));
    assert.match(found?.title ?? '', /gets no connection to db.*too many clients/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a pool', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 TimeoutError: QueuePool limit of size 5 overflow 10 reached'] }] }),
    );
    assert.match(found?.title ?? '', /has no connection left: QueuePool limit of size 5/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches PHP-FPM', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ log: ['2 WARNING: ERROR server reached pm.max_children setting (5), consider raising it'] }] }),
    );
    assert.match(found?.title ?? '', /max_children setting \(5\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: databaseClient(['12 Connection refused']) })), [], 'refused');
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: databaseClient(['3000 FATAL:  sorry, too many clients already', '5 orders stored'], {}) }),
      ),
      [],
      'it got over it',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 many connections were served'] }] })),
      [],
      'other words',
    );
  });
});
