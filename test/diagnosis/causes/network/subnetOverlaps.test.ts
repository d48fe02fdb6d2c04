import assert from 'node:assert/strict';
import { subnetOverlaps as cause } from '../../../../src/diagnosis/causes/network/subnetOverlaps';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words =
  'failed to create network shop: Error response from daemon: Pool overlaps with other one on this address space';

describe('cause subnet-overlaps', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /overlaps with the one of another network/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'subnet-overlaps');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of [
      'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
    ]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
