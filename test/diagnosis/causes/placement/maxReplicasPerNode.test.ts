import assert from 'node:assert/strict';
import { maxReplicasPerNode as cause } from '../../../../src/diagnosis/causes/placement/maxReplicasPerNode';
import { foundBy, scene } from '../../dossiers';
import { unplaced } from '../../scenes';

describe('cause max-replicas-per-node', () => {
  it('catches one per node', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          unplaced('no suitable node (max replicas per node limit exceed)', {
            template: { Placement: { MaxReplicas: 1 } },
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /max replicas per node is 1/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [{}] })), [], 'a task that runs');
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [unplaced('no suitable node (the frobnicator is off on 1 node)')],
        }),
      ),
      [],
      'another reason',
    );
  });
});
