import assert from 'node:assert/strict';
import { joinedContainerMissing as cause } from '../../../../src/diagnosis/causes/network/joinedContainerMissing';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause joined-container-missing', () => {
  it('catches: a stopped one', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('cannot join network of a non running container: 26aa') }] }),
    );
    assert.match(found?.title ?? '', /26aa/);
    assert.ok(found?.evidence[0]?.excerpt.includes('26aa'));
  });

  it('catches: a removed one', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted('No such container: sidecar') }] }));
    assert.match(found?.title ?? '', /sidecar/);
    assert.ok(found?.evidence[0]?.excerpt.includes('sidecar'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: { Error: 'cannot join network of a non running container: 26aa' } }] })),
      [],
    );
  });
});
