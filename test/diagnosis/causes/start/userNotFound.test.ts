import assert from 'node:assert/strict';
import { userNotFound as cause } from '../../../../src/diagnosis/causes/start/userNotFound';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause user-not-found', () => {
  it('catches: a user', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('unable to find user deploy: no matching entries in passwd file') }] }),
    );
    assert.match(found?.title ?? '', /user deploy does not exist/);
    assert.ok(found?.evidence[0]?.excerpt.includes('deploy'));
  });

  it('catches: a group', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('unable to find group web: no matching entries in group file') }] }),
    );
    assert.match(found?.title ?? '', /group web does not exist/);
    assert.ok(found?.evidence[0]?.excerpt.includes('web'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: { Error: 'unable to find user deploy: no matching entries in passwd file' } }] }),
      ),
      [],
    );
  });
});
