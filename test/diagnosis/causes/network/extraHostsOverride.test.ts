import assert from 'node:assert/strict';
import { extraHostsOverride as cause } from '../../../../src/diagnosis/causes/network/extraHostsOverride';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const api: Box = {
  name: 'api',
  state: exited(1),
  config: { Env: ['DB_HOST=db'] },
  host: { ExtraHosts: ['db:10.9.9.9'] },
  log: ['11 FATAL connection to server at "db" (10.9.9.9), port 5432 failed: timeout expired'],
};
const db: Box = { name: 'db', networks: { shop: { IPAddress: '172.20.0.3', Aliases: ['db'] } } };

describe('cause extra-hosts-override', () => {
  it('catches a name that is pinned to another address', () => {
    assert.match(
      foundBy(cause, scene({ boxes: [api, db] }))[0]?.title ?? '',
      /finds db at 10\.9\.9\.9, pinned by extra_hosts .* instead of the container db/,
    );
    assert.equal(verdict({ boxes: [api, db] }), 'extra-hosts-override');
  });

  it('catches a pinned address that the log names alone', () => {
    const node = { ...api, log: ['11 Error: connect ECONNREFUSED 10.9.9.9:5432'] };
    assert.equal(verdict({ boxes: [node] }), 'extra-hosts-override');
  });

  it('is silent where nothing of it is wrong', () => {
    const right: Box = { ...api, host: { ExtraHosts: ['db:172.20.0.3'] } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [right, db] })), [], 'the right address');
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ ...api, host: { ExtraHosts: ['nas:10.9.9.9'] }, log: ['11 ECONNREFUSED db:5432'] }, db] }),
      ),
      [],
      'another name',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...api, log: [] }, db] })), [], 'no complaint');
    const gateway: Box = { ...api, host: { ExtraHosts: ['db:host-gateway'] } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [gateway] })), [], 'the host');
  });
});
