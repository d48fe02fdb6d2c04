import assert from 'node:assert/strict';
import { iccDisabled as cause } from '../../../../src/diagnosis/causes/network/iccDisabled';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const option = 'com.docker.network.bridge.enable_icc';
const closed = [network({ id: 'n-shop', name: 'shop', options: { [option]: 'false' } })];
const open = [network({ id: 'n-shop', name: 'shop', options: { [option]: 'true' } })];
const api: Box = {
  name: 'api',
  state: exited(1),
  config: { Env: ['DB_HOST=db'] },
  log: ['11 FATAL connection to server at "db" (172.20.0.3), port 5432 failed: timeout expired'],
};
const db: Box = { name: 'db', networks: { shop: { IPAddress: '172.20.0.3', Aliases: ['db'] } } };

describe('cause icc-disabled', () => {
  it('catches a network that keeps its members apart', () => {
    const given = { boxes: [api, db], networks: closed };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /api cannot reach db: the network shop forbids traffic/);
    assert.equal(verdict(given), 'icc-disabled');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [api, db], networks: open })), [], 'allowed');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...api, log: [] }, db], networks: closed })), [], 'no complaint');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [api, { ...db, state: exited(1) }], networks: closed })),
      [],
      'db is down',
    );
    const names = { ...api, log: ['11 lookup db: no such host'] };
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [names, db], networks: closed })),
      [],
      'a name that does not resolve',
    );
  });
});
