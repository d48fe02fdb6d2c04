import assert from 'node:assert/strict';
import { ingressPortTaken as cause } from '../../../../src/diagnosis/causes/ports/ingressPortTaken';
import { type Crew, foundBy, scene, verdict } from '../../dossiers';
import { container } from '../../pictures';

const Ports = [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress' }];
const crew: Crew = { name: 'web', spec: { EndpointSpec: { Ports } }, more: { Endpoint: { Ports } } };
const holder = (publicPort: number, protocol = 'tcp') =>
  container({ name: 'old-web', ports: [{ privatePort: 80, publicPort, protocol, hostIp: '0.0.0.0' }] });

describe('cause ingress-port-taken', () => {
  it('names the container that has the port of the service', () => {
    const given = { crews: [crew], others: [holder(8080)] };
    assert.match(
      foundBy(cause, scene(given))[0]?.title ?? '',
      /Port 8080 of the service web is already taken on this node by the container old-web/,
    );
    assert.equal(verdict(given), 'ingress-port-taken');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [crew], others: [holder(8081)] })), [], 'another port');
    assert.deepEqual(foundBy(cause, scene({ crews: [crew], others: [holder(8080, 'udp')] })), [], 'another protocol');
    const own = { ...holder(8080), serviceId: 's1' };
    assert.deepEqual(foundBy(cause, scene({ crews: [crew], others: [own] })), [], 'its own task');
    assert.deepEqual(
      foundBy(cause, scene({ crews: [crew], others: [{ ...holder(8080), state: 'exited' }] })),
      [],
      'it does not run',
    );
  });
});
