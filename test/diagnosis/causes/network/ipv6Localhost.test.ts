import assert from 'node:assert/strict';
import { ipv6Localhost as cause } from '../../../../src/diagnosis/causes/network/ipv6Localhost';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const box = (listens: string, refused: string): Box => ({ state: exited(1), log: [`12 ${listens}`, `11 ${refused}`] });

describe('cause ipv6-localhost', () => {
  it('catches ::1 where the server takes IPv4', () => {
    const one = box('listening on 0.0.0.0:3000', 'Error: connect ECONNREFUSED ::1:3000');
    assert.match(foundBy(cause, scene({ boxes: [one] }))[0]?.title ?? '', /localhost over IPv6 \(::1:3000\)/);
    assert.equal(verdict({ boxes: [one] }), 'ipv6-localhost');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [box('listening on [::]:3000', 'connect ECONNREFUSED ::1:3000')] })),
      [],
      'both',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [box('listening on 0.0.0.0:8000', 'connect ECONNREFUSED ::1:3000')] })),
      [],
      'another port',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [box('listening on 0.0.0.0:3000', 'connect ECONNREFUSED 127.0.0.1:3000')] })),
      [],
      'IPv4',
    );
  });
});
