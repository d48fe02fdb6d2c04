import assert from 'node:assert/strict';
import { diskFull as cause } from '../../../../src/diagnosis/causes/storage/diskFull';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause disk-full', () => {
  it('catches: the data root', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('mkdir /var/lib/docker/overlay2/abc: no space left on device') }] }),
    );
    assert.match(found?.title ?? '', /disk of the engine is full/);
    assert.ok(found?.evidence[0]?.excerpt.includes('no space left'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: { Error: 'mkdir /var/lib/docker/overlay2/abc: no space left on device' } }] }),
      ),
      [],
    );
  });
});
