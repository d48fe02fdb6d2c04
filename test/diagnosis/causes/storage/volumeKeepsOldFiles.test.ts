import assert from 'node:assert/strict';
import { volumeKeepsOldFiles as cause } from '../../../../src/diagnosis/causes/storage/volumeKeepsOldFiles';
import { type Box, foundBy, scene, verdict } from '../../dossiers';
import { ago, day, volume } from '../../pictures';

const symptom = 'the new version is deployed, and the site still shows the old version';
const box: Box = {
  mounts: [{ Type: 'volume', Name: 'app', Destination: '/app', RW: true }],
  config: { WorkingDir: '/app' },
  image: { Created: ago(day), Config: { WorkingDir: '/app' } },
};
const volumes = (age: number) => [volume('app', { createdAt: ago(age) })];

describe('cause volume-keeps-old-files', () => {
  it('catches a volume that is older than the image', () => {
    const given = { boxes: [box], volumes: volumes(9 * day) };
    assert.match(
      foundBy(cause, scene(given), symptom)[0]?.title ?? '',
      /volume app on \/app was filled from an older image/,
    );
    assert.equal(verdict(given, symptom), 'volume-keeps-old-files');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box], volumes: volumes(9 * day) })), [], 'nobody complains');
    assert.deepEqual(foundBy(cause, scene({ boxes: [box], volumes: volumes(60) }), symptom), [], 'a younger volume');
    const data: Box = { ...box, image: { Created: ago(day), Config: { WorkingDir: '/app', Volumes: { '/app': {} } } } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [data], volumes: volumes(9 * day) }), symptom), [], 'data');
    const beside: Box = { ...box, mounts: [{ Type: 'volume', Name: 'app', Destination: '/data', RW: true }] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [beside], volumes: volumes(9 * day) }), symptom), [], 'elsewhere');
  });
});
