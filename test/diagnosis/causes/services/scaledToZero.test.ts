import assert from 'node:assert/strict';
import { scaledToZero as cause } from '../../../../src/diagnosis/causes/services/scaledToZero';
import { foundBy, scene } from '../../dossiers';

describe('cause scaled-to-zero', () => {
  it('catches 0 replicas', () => {
    const [found] = foundBy(
      cause,
      scene({ crews: [{ mode: { Replicated: { Replicas: 0 } }, tasks: [] }] }),
      'the shop is gone, no tasks',
    );
    assert.match(found?.title ?? '', /scaled to 0 replicas/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [{}] }), 'the shop is gone, no tasks'), [], '1 replica');
    assert.deepEqual(
      foundBy(cause, scene({ crews: [{ mode: { Replicated: { Replicas: 0 } }, tasks: [] }] })),
      [],
      'nobody complains',
    );
  });
});
