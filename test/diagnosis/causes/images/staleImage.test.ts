import assert from 'node:assert/strict';
import { staleImage as cause } from '../../../../src/diagnosis/causes/images/staleImage';
import { known } from '../../../../src/model/dossier/known';
import type { Image } from '../../../../src/model/storage';
import { foundBy, scene as plain, type Scene } from '../../dossiers';

/** With the images of the engine by tag. */
function scene(given: Scene & { readonly images?: Readonly<Record<string, string>> }) {
  const images = Object.entries(given.images ?? {}).map(
    ([tag, id]): Image => ({
      kind: 'image',
      id,
      name: tag,
      tags: [tag],
      digests: [],
      sizeBytes: 1,
      dangling: false,
      labels: {},
    }),
  );
  const dossier = plain(given);
  return { ...dossier, picture: { ...dossier.picture, images: known(images) } };
}

describe('cause stale-image', () => {
  it('catches a rebuilt one', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{}], images: { 'acme/web:1': 'sha256:2222' } }),
      'the new version is not live',
    );
    assert.match(found?.title ?? '', /still runs an old image: acme\/web:1 names a newer one/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{}], images: { 'acme/web:1': 'sha256:2222' } })),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{}], images: { 'acme/web:1': 'sha256:1111' } }), 'the new version is not live'),
      [],
      'the same',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{}], images: { 'acme/web:2': 'sha256:2222' } }), 'the new version is not live'),
      [],
      'another tag',
    );
  });
});
