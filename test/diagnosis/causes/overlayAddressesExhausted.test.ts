import assert from 'node:assert/strict';
import { overlayAddressesExhausted as cause } from '../../../src/diagnosis/causes/overlayAddressesExhausted';
import { foundBy, scene } from '../dossiers';
import { unplaced } from '../scenes';

describe('cause overlay-addresses-exhausted', () => {
  it('catches the allocator’s words', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          unplaced('node is missing network attachments, ip addresses may be exhausted', {
            template: { Networks: [{ Target: 'net1' }] },
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /no free IP addresses/);
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
