import assert from 'node:assert/strict';
import { imageForOtherPlatform as cause } from '../../../../src/diagnosis/causes/images/imageForOtherPlatform';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause image-for-other-platform', () => {
  it('catches: a manifest list', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('no matching manifest for linux/amd64 in the manifest list entries') }] }),
    );
    assert.match(found?.title ?? '', /platform linux.amd64/);
    assert.ok(found?.evidence[0]?.excerpt.includes('manifest'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: { Error: 'no matching manifest for linux/amd64 in the manifest list entries' } }] }),
      ),
      [],
    );
  });
});
