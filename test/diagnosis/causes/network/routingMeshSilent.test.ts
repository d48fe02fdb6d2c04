import assert from 'node:assert/strict';
import { routingMeshSilent as cause } from '../../../../src/diagnosis/causes/network/routingMeshSilent';
import { type Crew, foundBy, scene, verdict } from '../../dossiers';
import { failed } from '../../pictures';

const symptom = 'the service cannot be reached although it is at 1/1';
const crew: Crew = {
  name: 'api',
  spec: {
    EndpointSpec: { Ports: [{ Protocol: 'tcp', TargetPort: 8000, PublishedPort: 8080, PublishMode: 'ingress' }] },
  },
  more: {
    Endpoint: {
      Ports: [{ Protocol: 'tcp', TargetPort: 8000, PublishedPort: 8080, PublishMode: 'ingress' }],
      VirtualIPs: [{ NetworkID: 'ingress', Addr: '10.0.0.4/24' }],
    },
  },
};

describe('cause routing-mesh-silent', () => {
  it('names the way to a service that is sound, with low confidence', () => {
    const [found] = foundBy(cause, scene({ crews: [crew] }), symptom);
    assert.match(found?.title ?? '', /its published port 8080 in the routing mesh needs the load balancer/);
    assert.ok((found?.confidence ?? 1) < 0.6);
    assert.equal(verdict({ crews: [crew] }, symptom), 'routing-mesh-silent');
  });

  it('is silent where nothing of it is wrong, or something else is', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [crew] })), [], 'nobody complains');
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ ...crew, tasks: [failed('t1', 3)] }] }), symptom),
      [],
      'no task runs',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{ name: 'api' }] }), symptom), [], 'nothing is published');
  });
});
