import assert from 'node:assert/strict';
import { overlayAddressesExhausted as cause } from '../../../src/diagnosis/causes/overlayAddressesExhausted';
import { foundBy, scene } from '../dossiers';
import { ago, task } from '../pictures';

describe('cause overlay-addresses-exhausted', () => {
  it('catches the allocator’s words', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            template: { Networks: [{ Target: 'net1' }] },
            tasks: [
              task({
                id: 't1',
                state: 'pending',
                since: ago(60),
                error: 'node is missing network attachments, ip addresses may be exhausted',
              }),
            ],
          },
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
          crews: [
            {
              tasks: [
                task({
                  id: 't1',
                  state: 'pending',
                  since: ago(60),
                  error: 'no suitable node (the frobnicator is off on 1 node)',
                }),
              ],
            },
          ],
        }),
      ),
      [],
      'another reason',
    );
  });
});
