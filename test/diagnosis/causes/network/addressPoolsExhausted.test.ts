import assert from 'node:assert/strict';
import { addressPoolsExhausted as cause } from '../../../../src/diagnosis/causes/network/addressPoolsExhausted';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words =
  'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network';

describe('cause address-pools-exhausted', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /address pools have no free subnet/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'address-pools-exhausted');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of ["no available IPv4 addresses on this network's address pools: shop (26c4)"]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
