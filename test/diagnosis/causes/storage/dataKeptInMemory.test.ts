import assert from 'node:assert/strict';
import { dataKeptInMemory as cause } from '../../../../src/diagnosis/causes/storage/dataKeptInMemory';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const symptom = 'all carts are missing after each restart';
const mounts = [{ Type: 'volume', Name: 'carts', Destination: '/data', RW: true }];
const run = (...Cmd: readonly string[]): Box => ({ mounts, config: { Cmd } });

describe('cause data-kept-in-memory', () => {
  it('catches servers that were told to write nothing', () => {
    for (const box of [
      run('redis-server', '--save', '', '--appendonly', 'no'),
      run('redis-server', '--save='),
      run('mongod', '--storageEngine', 'inMemory'),
      run('memcached', '-m', '64'),
      { mounts, config: { Env: ['SPRING_DATASOURCE_URL=jdbc:h2:mem:shop'] } },
    ]) {
      assert.equal(foundBy(cause, scene({ boxes: [box] }), symptom).length, 1);
      assert.equal(verdict({ boxes: [box] }, symptom), 'data-kept-in-memory');
    }
  });

  it('is silent where nothing of it is wrong', () => {
    const box = run('redis-server', '--save', '');
    assert.deepEqual(foundBy(cause, scene({ boxes: [box] })), [], 'nobody complains');
    const kept = [
      run('redis-server', '--save', '', '--appendonly', 'yes'),
      run('redis-server', '--save', '60', '1'),
      run('redis-server'),
      run('mongod', '--storageEngine', 'wiredTiger'),
    ];
    for (const one of kept) assert.deepEqual(foundBy(cause, scene({ boxes: [one] }), symptom), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...box, state: exited(1) }] }), symptom), [], 'it does not run');
  });
});
