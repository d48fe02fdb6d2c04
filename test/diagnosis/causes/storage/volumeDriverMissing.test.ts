import assert from 'node:assert/strict';
import { volumeDriverMissing as cause } from '../../../../src/diagnosis/causes/storage/volumeDriverMissing';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause volume-driver-missing', () => {
  it('catches: all engines', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('error looking up volume plugin netapp: plugin "netapp" not found') }] }),
    );
    assert.match(found?.title ?? '', /netapp is not installed/);
    assert.ok(found?.evidence[0]?.excerpt.includes('netapp'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: { Error: 'error looking up volume plugin netapp: plugin "netapp" not found' } }] }),
      ),
      [],
    );
  });
});
