import assert from 'node:assert/strict';
import { anotherVolumeHoldsData as cause } from '../../../../src/diagnosis/causes/storage/anotherVolumeHoldsData';
import { type Box, foundBy, scene, verdict } from '../../dossiers';
import { ago, container, day, volume } from '../../pictures';

const symptom = 'since the move the database is empty';
const using = (Name: string): Box => ({
  name: 'db',
  mounts: [{ Type: 'volume', Name, Destination: '/var/lib/db', RW: true }],
});
const old = (name: string) => volume(name, { createdAt: ago(30 * day) });
const young = (name: string) => volume(name, { createdAt: ago(60) });

describe('cause another-volume-holds-data', () => {
  it('catches the same volume of another project', () => {
    const given = { boxes: [using('store_pgdata')], volumes: [young('store_pgdata'), old('shop_pgdata')] };
    assert.match(foundBy(cause, scene(given), symptom)[0]?.title ?? '', /shop_pgdata of the project shop lies unused/);
    assert.equal(verdict(given, symptom), 'another-volume-holds-data');
  });

  it('catches a name that was changed a little', () => {
    for (const name of ['pg-data', 'pgdata-old', 'pg_data']) {
      const given = { boxes: [using('pgdata')], volumes: [young('pgdata'), old(name)] };
      assert.match(
        foundBy(cause, scene(given), symptom)[0]?.title ?? '',
        new RegExp(`older volume ${name} lies unused|${name} of the project`),
      );
    }
  });

  it('is silent where nothing of it is wrong', () => {
    const volumes = [young('store_pgdata'), old('shop_pgdata')];
    const boxes = [using('store_pgdata')];
    assert.deepEqual(foundBy(cause, scene({ boxes, volumes })), [], 'nobody complains');
    const user = container({
      id: 'o',
      mounts: [{ type: 'volume', name: 'shop_pgdata', target: '/x', readOnly: false }],
    });
    assert.deepEqual(foundBy(cause, scene({ boxes, volumes, others: [user] }), symptom), [], 'another uses it');
    assert.deepEqual(
      foundBy(cause, scene({ boxes, volumes: [old('store_pgdata'), young('shop_pgdata')] }), symptom),
      [],
      'younger',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes, volumes: [young('store_pgdata'), old('shop_uploads')] }), symptom),
      [],
      'another name',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes, volumes: [young('store_pgdata')] }), symptom), [], 'none');
  });
});
