import assert from 'node:assert/strict';
import { connectedToWorker as cause } from '../../../../src/diagnosis/causes/swarm/connectedToWorker';
import { foundBy, type Scene, scene } from '../../dossiers';

const swarm = { role: 'worker' as const, remoteManagers: [{ nodeId: 'n1', address: '10.0.0.1:2377' }] };
const target = { kind: 'service' as const, name: 'api' };
const given: Scene = { target, engine: { swarm } };

describe('cause connected-to-worker', () => {
  it('tells where to ask for a service', () => {
    const [found] = foundBy(cause, scene(given));
    assert.match(found?.title ?? '', /is a worker .* the service api: ask a manager \(10\.0\.0\.1\)/);
    assert.equal(found?.severity, 'info');
  });

  it('is silent where nothing of it is wrong', () => {
    const manager = { role: 'manager' as const, remoteManagers: [] };
    assert.deepEqual(foundBy(cause, scene({ ...given, engine: { swarm: manager } })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}], engine: { swarm } })), [], 'a container it has itself');
  });
});
