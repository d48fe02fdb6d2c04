import assert from 'node:assert/strict';
import { dataDirectoryInUse as cause } from '../../../../src/diagnosis/causes/storage/dataDirectoryInUse';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const mounts = [{ Type: 'volume', Name: 'mysql-data', Destination: '/var/lib/mysql', RW: true }];
const second: Box = {
  name: 'db-2',
  state: exited(1),
  mounts,
  log: ['11 [ERROR] InnoDB: Unable to lock ./ibdata1, error: 11'],
};
const first: Box = { name: 'db-1', mounts };

describe('cause data-directory-in-use', () => {
  it('names the other one on the same volume', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [second, first] }))[0]?.title ?? '',
      /volume mysql-data is already in use by db-1/,
    );
    assert.equal(verdict({ boxes: [second, first] }), 'data-directory-in-use');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [second] })), [], 'nobody else');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [second, { ...first, state: exited(0) }] })),
      [],
      'the other one has ended',
    );
    const reader: Box = { name: 'backup', mounts: [{ ...mounts[0], RW: false }] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [second, reader] })), [], 'it only reads');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...second, log: [] }, first] })), [], 'no complaint');
  });
});
