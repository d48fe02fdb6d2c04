import assert from 'node:assert/strict';
import { containerNotStarted as cause } from '../../../../src/diagnosis/causes/start/containerNotStarted';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause container-not-started', () => {
  it('catches one that is missed', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' } }] }),
      'web never starts',
    );
    assert.match(found?.title ?? '', /only created and never started/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: { Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' } }] }),
      ),
      [],
      'nobody misses it',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: {} }] }), 'web never starts'), [], 'it runs');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(0) }] }), 'web never starts'), [], 'it ended');
  });
});
