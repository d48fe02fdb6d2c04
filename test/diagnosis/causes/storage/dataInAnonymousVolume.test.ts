import assert from 'node:assert/strict';
import { dataInAnonymousVolume as cause } from '../../../../src/diagnosis/causes/storage/dataInAnonymousVolume';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const id = 'ab12'.repeat(16);
const image = { Config: { Volumes: { '/var/lib/db': {} } } };
const box: Box = { name: 'db', image, mounts: [{ Type: 'volume', Name: id, Destination: '/var/lib/db', RW: true }] };
const symptom = 'after each update of db all data are gone';

describe('cause data-in-anonymous-volume', () => {
  it('catches a declared volume that nobody named', () => {
    const [found] = foundBy(cause, scene({ boxes: [box] }), symptom);
    assert.match(found?.title ?? '', /db keeps its data \(\/var\/lib\/db\) in an anonymous volume/);
    assert.equal(verdict({ boxes: [box] }, symptom), 'data-in-anonymous-volume');
    const given = foundBy(cause, scene({ boxes: [{ ...box, image: {} }] }), symptom);
    assert.match(given[0]?.explanation ?? '', /-v \/var\/lib\/db/);
    const removed = foundBy(cause, scene({ boxes: [{ ...box, host: { AutoRemove: true } }] }), symptom);
    assert.match(removed[0]?.explanation ?? '', /--rm/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box] })), [], 'nobody complains');
    assert.equal(verdict({ boxes: [box] }), 'healthy');
    const named = [{ Type: 'volume', Name: 'db', Destination: '/var/lib/db', RW: true }];
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...box, mounts: named }] }), symptom), [], 'a named volume');
    const kept = [...(box.mounts ?? []), { Type: 'volume', Name: 'files', Destination: '/files', RW: true }];
    assert.ok(
      (foundBy(cause, scene({ boxes: [{ ...box, mounts: kept }] }), symptom)[0]?.confidence ?? 1) < 0.7,
      'minor',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ...box, state: exited(1) }] }), symptom),
      [],
      'it fails for another reason',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ...box, image: 'unknown' }] }), symptom),
      [],
      'the image is not known',
    );
  });
});
