import assert from 'node:assert/strict';
import { dataCorrupted as cause } from '../../../../src/diagnosis/causes/storage/dataCorrupted';
import { exited, foundBy, scene, verdict } from '../../dossiers';

const lines = [
  'PANIC:  could not locate a valid checkpoint record',
  '[ERROR] InnoDB: Database page corruption on disk or a failed file read of page [page id: space=0, page number=5]',
  'Bad file format reading the append only file: make a backup of your AOF file, then use ./redis-check-aof --fix',
  'sqlite3.DatabaseError: database disk image is malformed',
];

describe('cause data-corrupted', () => {
  for (const line of lines) {
    it(`catches: ${line.slice(0, 60)}`, () => {
      const mounts = [{ Type: 'volume', Name: 'data', Destination: '/data', RW: true }];
      const given = { boxes: [{ state: exited(1), mounts, log: [`11 ${line}`] }] };
      assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /finds its data corrupted \(data\): /);
      assert.equal(verdict(given), 'data-corrupted');
    });
  }

  it('is silent where nothing of it is wrong', () => {
    const full = ['12 write /data/x: no space left on device', '11 PANIC:  could not locate a valid checkpoint record'];
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: full }] })), [], 'the disk is full');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['9 checkpoint complete', '8 checksum verified'] }] })),
      [],
      'all well',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['11 config is invalid'] }] })),
      [],
      'another error',
    );
  });
});
