import assert from 'node:assert/strict';
import { hostModePortElsewhere as cause } from '../../../../src/diagnosis/causes/ports/hostModePortElsewhere';
import { type Crew, foundBy, scene, verdict } from '../../dossiers';
import { node, task } from '../../pictures';

const symptom = 'http://two:8080 cannot be reached';
const nodes = [node({ id: 'n1', name: 'one' }), node({ id: 'n2', name: 'two' })];
const crew = (PublishMode: string): Crew => {
  const Ports = [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode }];
  return { name: 'web', spec: { EndpointSpec: { Ports } }, more: { Endpoint: { Ports } } };
};

describe('cause host-mode-port-elsewhere', () => {
  it('names the nodes that have the port, and those that do not', () => {
    const given = { crews: [crew('host')], nodes };
    assert.match(
      foundBy(cause, scene(given), symptom)[0]?.title ?? '',
      /open only on one, where its tasks run, and not on two/,
    );
    assert.equal(verdict(given, symptom), 'host-mode-port-elsewhere');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [crew('host')], nodes })), [], 'nobody complains');
    assert.deepEqual(foundBy(cause, scene({ crews: [crew('ingress')], nodes }), symptom), [], 'the routing mesh');
    assert.deepEqual(
      foundBy(cause, scene({ crews: [crew('host')], nodes: nodes.slice(0, 1) }), symptom),
      [],
      'one node',
    );
    const everywhere = {
      ...crew('host'),
      tasks: [task({ id: 'a', nodeId: 'n1' }), task({ id: 'b', slot: 2, nodeId: 'n2' })],
      mode: { Replicated: { Replicas: 2 } },
    };
    assert.deepEqual(foundBy(cause, scene({ crews: [everywhere], nodes }), symptom), [], 'on every node');
  });
});
