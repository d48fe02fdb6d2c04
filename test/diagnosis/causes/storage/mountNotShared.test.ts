import assert from 'node:assert/strict';
import { mountNotShared as cause } from '../../../../src/diagnosis/causes/storage/mountNotShared';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words = 'path /srv is mounted on / but it is not a shared mount';

describe('cause mount-not-shared', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /bind of \/srv .* \/ is not a shared mount/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'mount-not-shared');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of ['invalid mount config for type "bind": bind source path does not exist: /srv']) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
