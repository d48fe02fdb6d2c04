import assert from 'node:assert/strict';
import { nodeDrained as cause } from '../../../../src/diagnosis/causes/placement/nodeDrained';
import { foundBy, scene } from '../../dossiers';
import { node } from '../../pictures';
import { unplaced } from '../../scenes';

describe('cause node-drained', () => {
  it('catches a drained node', () => {
    const [found] = foundBy(
      cause,
      scene({
        nodes: [node({ availability: 'drain' })],
        crews: [unplaced('no suitable node (1 node not available for new tasks)')],
      }),
    );
    assert.match(found?.title ?? '', /worker-1 is drained/);
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
