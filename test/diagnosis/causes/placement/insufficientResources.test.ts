import assert from 'node:assert/strict';
import { insufficientResources as cause } from '../../../../src/diagnosis/causes/placement/insufficientResources';
import { foundBy, scene } from '../../dossiers';
import { unplaced } from '../../scenes';

describe('cause insufficient-resources', () => {
  it('catches a memory reservation', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          unplaced('no suitable node (insufficient resources on 1 node)', {
            template: { Resources: { Reservations: { MemoryBytes: 536870912000 } } },
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /reserve/);
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
