import assert from 'node:assert/strict';
import { hostServiceUnreachable as cause } from '../../../../src/diagnosis/causes/network/hostServiceUnreachable';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';
import { network } from '../../pictures';

const box = (log: string): Box => ({
  state: exited(1),
  host: { ExtraHosts: ['host.docker.internal:host-gateway'] },
  log: [log],
});

describe('cause host-service-unreachable', () => {
  it('catches a refusal and a silence of the machine', () => {
    const refused = box('11 FATAL dial tcp host.docker.internal:5432: connect: connection refused');
    assert.match(foundBy(cause, scene({ boxes: [refused] }))[0]?.title ?? '', /listens on the host’s loopback only/);
    assert.equal(verdict({ boxes: [refused] }), 'host-service-unreachable');
    const silent = box('11 FATAL dial tcp 172.20.0.1:5432: i/o timeout');
    assert.match(foundBy(cause, scene({ boxes: [silent], networks: [network()] }))[0]?.title ?? '', /firewall/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [box('11 FATAL dial tcp db:5432: connect: connection refused')] })),
      [],
      'another host',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [box('1 ready')] })), [], 'no complaint');
  });
});
