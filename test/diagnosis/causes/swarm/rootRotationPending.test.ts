import assert from 'node:assert/strict';
import { rootRotationPending as cause } from '../../../../src/diagnosis/causes/swarm/rootRotationPending';
import { foundBy, type Scene, scene } from '../../dossiers';
import { node } from '../../pictures';

const swarm = { role: 'manager' as const, remoteManagers: [], rootRotating: true };
const given: Scene = {
  target: { kind: 'swarm' },
  engine: { swarm },
  nodes: [node(), node({ id: 'n2', name: 'worker-2', state: 'down' })],
};

describe('cause root-rotation-pending', () => {
  it('names the node that holds it up', () => {
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /because worker-2 is not there/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ ...given, nodes: [node()] })), [], 'it goes on');
    const done = { ...swarm, rootRotating: false };
    assert.deepEqual(foundBy(cause, scene({ ...given, engine: { swarm: done } })), [], 'no rotation');
    assert.deepEqual(
      foundBy(cause, scene({ ...given, target: { kind: 'network', name: 'shop' } })),
      [],
      'another question',
    );
  });
});
