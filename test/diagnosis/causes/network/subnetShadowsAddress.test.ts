import assert from 'node:assert/strict';
import { subnetShadowsAddress as cause } from '../../../../src/diagnosis/causes/network/subnetShadowsAddress';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const other = network({ id: 'n-lab', name: 'lab', subnets: [{ subnet: '192.168.0.0/20', gateway: '192.168.0.1' }] });
const box: Box = {
  state: exited(1),
  config: { Env: ['DB_HOST=192.168.4.20'] },
  log: ['11 dial tcp 192.168.4.20:5432: connect: no route to host'],
};

describe('cause subnet-shadows-address', () => {
  it('catches an address outside that a Docker network covers', () => {
    const given = { boxes: [box], networks: [network(), other] };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /subnet 192\.168\.0\.0\/20 of the Docker network lab/);
    assert.equal(verdict(given), 'subnet-shadows-address');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [box], networks: [network()] })), [], 'no network covers it');
    const there: Box = { name: 'db', networks: { lab: { IPAddress: '192.168.4.20' } } };
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [box, there], networks: [network(), other] })),
      [],
      'a container has it',
    );
    const on: Box = { ...box, networks: { shop: {}, lab: {} } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [on], networks: [network(), other] })), [], 'it is on that network');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}], networks: [network(), other] })), [], 'no complaint');
  });
});
