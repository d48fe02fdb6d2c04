import assert from 'node:assert/strict';
import { inodesExhausted as cause } from '../../../../src/diagnosis/causes/storage/inodesExhausted';
import { type Box, foundBy, scene, verdict } from '../../dossiers';
import { volume } from '../../pictures';

const log = ["3 ERROR cannot store: [Errno 28] No space left on device: '/data/s/91.json'"];
const mounts = [{ Type: 'volume', Name: 'sessions', Destination: '/data', RW: true }];
const symptom = 'no space left on device, but df shows 80 % free on the volume';

describe('cause inodes-exhausted', () => {
  it('catches a limit on their number', () => {
    const box: Box = { host: { Tmpfs: { '/data': 'size=64m,nr_inodes=100' } }, log };
    assert.match(foundBy(cause, scene({ boxes: [box] }))[0]?.title ?? '', /out of inodes \(nr_inodes=100\)/);
    assert.equal(verdict({ boxes: [box] }), 'inodes-exhausted');
    const volumes = [volume('sessions', { options: { type: 'tmpfs', o: 'size=1g,nr_inodes=1k' } })];
    assert.equal(verdict({ boxes: [{ mounts, log }], volumes }), 'inodes-exhausted');
  });

  it('catches a file system that is told to have room', () => {
    assert.equal(verdict({ boxes: [{ mounts, log }] }, symptom), 'inodes-exhausted');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ mounts, log }] }), 'it stores nothing any more'),
      [],
      'it is full',
    );
    const small: Box = { host: { Tmpfs: { '/data': 'size=4m' } }, log };
    assert.deepEqual(foundBy(cause, scene({ boxes: [small] }), 'the host has many GB free'), [], 'a small tmpfs');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ mounts }] }), symptom), [], 'no complaint');
  });
});
