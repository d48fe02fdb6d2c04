import assert from 'node:assert/strict';
import { networkNotFound as cause } from '../../../../src/diagnosis/causes/network/networkNotFound';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause network-not-found', () => {
  it('catches: all engines', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted('network shop_backend not found') }] }));
    assert.match(found?.title ?? '', /shop_backend does not exist/);
    assert.ok(found?.evidence[0]?.excerpt.includes('shop_backend'));
  });

  it('catches: the list endpoint', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('Error response from daemon: No such network: edge') }] }),
    );
    assert.match(found?.title ?? '', /edge does not exist/);
    assert.ok(found?.evidence[0]?.excerpt.includes('edge'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: notStarted('network edge not manually attachable') }] })),
      [],
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: { Error: 'network shop_backend not found' } }] })), []);
  });
});
