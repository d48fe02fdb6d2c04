import assert from 'node:assert/strict';
import { globalServiceWithoutNode as cause } from '../../../../src/diagnosis/causes/placement/globalServiceWithoutNode';
import { foundBy, scene } from '../../dossiers';
import { node, task } from '../../pictures';

describe('cause global-service-without-node', () => {
  it('catches a label that no node has', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          { mode: { Global: {} }, template: { Placement: { Constraints: ['node.labels.gpu==yes'] } }, tasks: [] },
        ],
      }),
    );
    assert.match(
      found?.title ?? '',
      /global service without any task: no node meets its placement constraints \(node\.labels\.gpu==yes\)/,
    );
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a paused node', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          { mode: { Global: {} }, template: { Placement: { Constraints: ['node.labels.gpu==yes'] } }, tasks: [] },
        ],
        nodes: [node({ labels: { gpu: 'yes' }, availability: 'pause' })],
      }),
    );
    assert.match(found?.title ?? '', /node worker-1 is paused/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            { mode: { Global: {} }, template: { Placement: { Constraints: ['node.labels.gpu==yes'] } }, tasks: [] },
          ],
          nodes: [node({ labels: { gpu: 'yes' } })],
        }),
      ),
      [],
      'a node that fits',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{ mode: { Global: {} }, tasks: [task()] }] })), [], 'it runs');
    assert.deepEqual(
      foundBy(
        cause,
        scene({ crews: [{ template: { Placement: { Constraints: ['node.labels.gpu==yes'] } }, tasks: [] }] }),
      ),
      [],
      'a replicated one',
    );
  });
});
