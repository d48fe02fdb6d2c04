import assert from 'node:assert/strict';
import { constraintNoMatch as cause } from '../../../../src/diagnosis/causes/placement/constraintNoMatch';
import { foundBy, scene } from '../../dossiers';
import { unplaced } from '../../scenes';

describe('cause constraint-no-match', () => {
  it('catches a label that no node has', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          unplaced('no suitable node (scheduling constraints not satisfied on 1 node)', {
            template: { Placement: { Constraints: ['node.labels.gpu == yes'] } },
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /node.labels.gpu == yes/);
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
