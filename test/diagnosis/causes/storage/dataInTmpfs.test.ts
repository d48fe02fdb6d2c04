import assert from 'node:assert/strict';
import { dataInTmpfs as cause } from '../../../../src/diagnosis/causes/storage/dataInTmpfs';
import { type Box, foundBy, scene, verdict } from '../../dossiers';
import { volume } from '../../pictures';

const symptom = 'after a restart its data are gone';
const box: Box = { host: { Tmpfs: { '/data': 'size=64m' } }, config: { Env: ['DATA_DIR=/data'] } };

describe('cause data-in-tmpfs', () => {
  it('catches a tmpfs, and a volume that is one', () => {
    assert.match(foundBy(cause, scene({ boxes: [box] }), symptom)[0]?.title ?? '', /data \(\/data\) on a tmpfs/);
    assert.equal(verdict({ boxes: [box] }, symptom), 'data-in-tmpfs');
    const mounts = [{ Type: 'volume', Name: 'fast', Destination: '/data', RW: true }];
    const given = { boxes: [{ mounts }], volumes: [volume('fast', { options: { type: 'tmpfs', device: 'tmpfs' } })] };
    assert.match(foundBy(cause, scene(given), symptom)[0]?.title ?? '', /in the volume fast, a tmpfs/);
    assert.equal(verdict(given, symptom), 'data-in-tmpfs');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box] })), [], 'nobody complains');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ host: { Tmpfs: { '/tmp': '' } } }] }), symptom), [], 'scratch');
    const elsewhere: Box = { ...box, config: { Env: ['DATA_DIR=/srv/data'] } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [elsewhere] }), symptom), [], 'the data lie elsewhere');
  });
});
