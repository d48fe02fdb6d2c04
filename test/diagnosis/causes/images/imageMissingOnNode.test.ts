import assert from 'node:assert/strict';
import { imageMissingOnNode as cause } from '../../../../src/diagnosis/causes/images/imageMissingOnNode';
import { foundBy, scene } from '../../dossiers';
import { failed, node, task } from '../../pictures';

const nodes = [node(), node({ id: 'n2', name: 'worker-2' })];
/** Rejected on the second node for want of its image. */
const rejected = failed('b', 5, { slot: 2, nodeId: 'n2', state: 'rejected', error: 'No such image: api:1' });

describe('cause image-missing-on-node', () => {
  it('catches one that runs elsewhere', () => {
    const [found] = foundBy(
      cause,
      scene({ nodes, crews: [{ mode: { Replicated: { Replicas: 2 } }, tasks: [task({ id: 'a' }), rejected] }] }),
    );
    assert.match(found?.title ?? '', /cannot start on worker-2: the image api:1.*only worker-1 has it/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ nodes, crews: [{ tasks: [failed('b', 5, { state: 'rejected', error: 'No such image: api:1' })] }] }),
      ),
      [],
      'nobody has it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          nodes,
          crews: [
            {
              mode: { Replicated: { Replicas: 2 } },
              tasks: [task({ id: 'a' }), task({ id: 'c', slot: 2, nodeId: 'n2' })],
            },
          ],
        }),
      ),
      [],
      'all run',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          nodes,
          crews: [
            {
              mode: { Replicated: { Replicas: 2 } },
              tasks: [task({ id: 'a' }), failed('b', 5, { slot: 2, nodeId: 'n2' })],
            },
          ],
        }),
      ),
      [],
      'another error',
    );
  });
});
