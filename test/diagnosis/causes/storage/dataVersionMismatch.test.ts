import assert from 'node:assert/strict';
import { dataVersionMismatch as cause } from '../../../../src/diagnosis/causes/storage/dataVersionMismatch';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause data-version-mismatch', () => {
  it('catches PostgreSQL', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            restarts: 4,
            state: { Status: 'restarting', ExitCode: 1, StartedAt: ago(3), FinishedAt: ago(2) },
            log: [
              '2 DETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 16.2.',
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /version 15/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 FATAL: out of memory'] }] })),
      [],
      'other words',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
