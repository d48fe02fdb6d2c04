import assert from 'node:assert/strict';
import { dataDirectoryNotEmpty as cause } from '../../../../src/diagnosis/causes/storage/dataDirectoryNotEmpty';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const mounts = [{ Type: 'volume', Name: 'pg', Destination: '/var/lib/postgresql/data', RW: true }];
const words = [
  'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty',
  '[ERROR] [MY-010457] [Server] --initialize specified but the data directory has files in it. Aborting.',
];
const box = (line: string): Box => ({ state: exited(1), mounts, log: [`12 ${line}`] });

describe('cause data-directory-not-empty', () => {
  it('catches initdb and mysqld', () => {
    for (const line of words) {
      assert.equal(foundBy(cause, scene({ boxes: [box(line)] })).length, 1, line);
      assert.equal(verdict({ boxes: [box(line)] }), 'data-directory-not-empty', line);
    }
    assert.match(foundBy(cause, scene({ boxes: [box(words[0] ?? '')] }))[0]?.title ?? '', /data \(pg\) is not empty/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ mounts, log: [`12 ${words[0]}`] }] })), [], 'it runs');
    assert.deepEqual(foundBy(cause, scene({ boxes: [box('queue is not empty')] })), [], 'another thing');
  });
});
