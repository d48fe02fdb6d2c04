import assert from 'node:assert/strict';
import { imageNotFound as cause } from '../../../../src/diagnosis/causes/images/imageNotFound';
import { foundBy, notStarted, scene } from '../../dossiers';
import { failed } from '../../pictures';

describe('cause image-not-found', () => {
  it('catches a rejected task', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          { tasks: [failed('t1', 5, { state: 'rejected', error: 'No such image: acme/api:9', image: 'acme/api:9' })] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /image acme.api:9 was not found/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: notStarted('network x not found') }] })),
      [],
      'other words',
    );
  });
});
