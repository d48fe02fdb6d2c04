import assert from 'node:assert/strict';
import { staleNetworkEndpoint as cause } from '../../../../src/diagnosis/causes/network/staleNetworkEndpoint';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words = 'endpoint with name web already exists in network shop';

describe('cause stale-network-endpoint', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /endpoint named web is left over in the network shop/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'stale-network-endpoint');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of ['network shop not found']) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
