import assert from 'node:assert/strict';
import { overlayTrafficBlocked as cause } from '../../../../src/diagnosis/causes/network/overlayTrafficBlocked';
import { type Box, type Crew, foundBy, type Scene, scene, verdict } from '../../dossiers';
import { network, node, task } from '../../pictures';

const caller: Box = {
  name: 'gateway',
  node: 'manager-1',
  config: { Env: ['UPSTREAM_URL=http://api:8000'] },
  log: ['3 ERROR upstream http://api:8000/healthz failed: <urlopen error timed out>'],
};
const crew: Crew = {
  name: 'api',
  spec: { EndpointSpec: { Mode: 'dnsrr' } },
  template: { Networks: [{ Target: 'shop' }] },
  tasks: [task({ nodeId: 'n2' })],
};
const given: Scene = {
  boxes: [caller],
  crews: [crew],
  nodes: [node({ name: 'manager-1' }), node({ id: 'n2', name: 'worker-2' })],
  networks: [network({ driver: 'overlay', scope: 'swarm' })],
};

describe('cause overlay-traffic-blocked', () => {
  it('catches a service that is silent from another node', () => {
    assert.match(
      foundBy(cause, scene(given))[0]?.title ?? '',
      /gateway on manager-1 gets no answer from api, which runs on worker-2 only/,
    );
    assert.equal(verdict(given), 'overlay-traffic-blocked');
  });

  it('is silent where nothing of it is wrong', () => {
    const here = { ...given, crews: [{ ...crew, tasks: [task({ nodeId: 'n1' }), task({ id: 't2', nodeId: 'n2' })] }] };
    assert.deepEqual(foundBy(cause, scene(here)), [], 'one of its tasks is on the same node');
    const bridge = { ...given, networks: [network()] };
    assert.deepEqual(foundBy(cause, scene(bridge)), [], 'no overlay network');
    const refused = { ...caller, log: ['3 ERROR upstream http://api:8000/healthz failed: Connection refused'] };
    assert.deepEqual(foundBy(cause, scene({ ...given, boxes: [refused] })), [], 'somebody answered');
    const quiet = { ...caller, log: [] };
    assert.deepEqual(foundBy(cause, scene({ ...given, boxes: [quiet] })), [], 'no complaint');
  });
});
