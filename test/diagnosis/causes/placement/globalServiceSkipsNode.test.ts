import assert from 'node:assert/strict';
import { globalServiceSkipsNode as cause } from '../../../../src/diagnosis/causes/placement/globalServiceSkipsNode';
import { foundBy, type Scene, scene } from '../../dossiers';
import { node, task } from '../../pictures';

const symptom = 'the agent runs on one node only';
const given: Scene = {
  crews: [{ mode: { Global: {} }, tasks: [task({ nodeId: 'n1' })] }],
  nodes: [node(), node({ id: 'n2', name: 'worker-2', availability: 'pause' })],
};

describe('cause global-service-skips-node', () => {
  it('catches a paused and a drained node', () => {
    assert.match(foundBy(cause, scene(given), symptom)[0]?.title ?? '', /no task on worker-2: that node is paused/);
    const drained = { ...given, nodes: [node(), node({ id: 'n2', name: 'worker-2', availability: 'drain' })] };
    assert.match(foundBy(cause, scene(drained), symptom)[0]?.title ?? '', /worker-2: that node is drained/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene(given)), [], 'nobody misses it');
    const active = { ...given, nodes: [node(), node({ id: 'n2', name: 'worker-2' })] };
    assert.deepEqual(foundBy(cause, scene(active), symptom), [], 'the node is active');
    const kept = {
      ...given,
      crews: [{ mode: { Global: {} }, tasks: [task({ nodeId: 'n1' }), task({ id: 't2', nodeId: 'n2' })] }],
    };
    assert.deepEqual(foundBy(cause, scene(kept), symptom), [], 'a paused node keeps its task');
    const elsewhere = {
      ...given,
      crews: [
        {
          mode: { Global: {} },
          template: { Placement: { Constraints: ['node.hostname==worker-1'] } },
          tasks: [task({ nodeId: 'n1' })],
        },
      ],
    };
    assert.deepEqual(foundBy(cause, scene(elsewhere), symptom), [], 'the node does not fit');
    assert.deepEqual(foundBy(cause, scene({ ...given, crews: [{}] }), symptom), [], 'no global service');
  });
});
