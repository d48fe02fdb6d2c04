import assert from 'node:assert/strict';
import { localVolumeOnManyNodes as cause } from '../../../../src/diagnosis/causes/storage/localVolumeOnManyNodes';
import { type Crew, foundBy, scene, verdict } from '../../dossiers';
import { node, task, volume } from '../../pictures';

const symptom = 'the service starts without its data after an update';
const mounts = [{ Type: 'volume', Source: 'files', Target: '/data' }];
const nodes = [node({ id: 'n1', name: 'one' }), node({ id: 'n2', name: 'two' })];
const crew: Crew = { name: 'wiki', container: { Mounts: mounts } };
const moved: Crew = {
  ...crew,
  tasks: [
    task({ id: 't2', nodeId: 'n2' }),
    task({ id: 't1', nodeId: 'n1', state: 'shutdown', desiredState: 'shutdown' }),
  ],
};

describe('cause local-volume-on-many-nodes', () => {
  it('catches a local volume of a service that is bound to no node', () => {
    assert.match(
      foundBy(cause, scene({ crews: [crew], nodes }), symptom)[0]?.title ?? '',
      /may run on any of one, two/,
    );
    assert.match(foundBy(cause, scene({ crews: [moved], nodes }), symptom)[0]?.title ?? '', /moved between nodes/);
    assert.equal(verdict({ crews: [moved], nodes }, symptom), 'local-volume-on-many-nodes');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [crew], nodes })), [], 'nobody complains');
    assert.deepEqual(foundBy(cause, scene({ crews: [crew], nodes: nodes.slice(0, 1) }), symptom), [], 'one node');
    const bound: Crew = { ...crew, template: { Placement: { Constraints: ['node.hostname==one'] } } };
    assert.deepEqual(foundBy(cause, scene({ crews: [bound], nodes }), symptom), [], 'bound to a node');
    const share = volume('files', { options: { type: 'nfs', device: ':/files', o: 'addr=nas' } });
    assert.deepEqual(foundBy(cause, scene({ crews: [crew], nodes, volumes: [share] }), symptom), [], 'a file share');
    const driver = [{ ...mounts[0], VolumeOptions: { DriverConfig: { Name: 'rexray' } } }];
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ container: { Mounts: driver } }], nodes }), symptom),
      [],
      'a driver',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{}], nodes }), symptom), [], 'no mount');
  });
});
