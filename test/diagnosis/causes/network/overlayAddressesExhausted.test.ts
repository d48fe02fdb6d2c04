import assert from 'node:assert/strict';
import { overlayAddressesExhausted as cause } from '../../../../src/diagnosis/causes/network/overlayAddressesExhausted';
import { foundBy, scene, verdict } from '../../dossiers';
import { task } from '../../pictures';
import { unplaced } from '../../scenes';

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

  it('catches a task that its node turned away', () => {
    const error = 'node is missing network attachments, ip addresses may be exhausted';
    const tasks = [task({ id: 't0' }), task({ id: 't1', slot: 2, state: 'rejected', desiredState: 'shutdown', error })];
    const given = {
      crews: [{ template: { Networks: [{ Target: 'net1' }] }, mode: { Replicated: { Replicas: 2 } }, tasks }],
    };
    assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /no free IP addresses/);
    assert.equal(verdict(given), 'overlay-addresses-exhausted');
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
