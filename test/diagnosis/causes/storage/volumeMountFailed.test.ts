import assert from 'node:assert/strict';
import { volumeMountFailed as cause } from '../../../../src/diagnosis/causes/storage/volumeMountFailed';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words =
  "error while mounting volume '/var/lib/docker/volumes/media/_data': failed to mount local volume: mount :/export:/var/lib/docker/volumes/media/_data, data: addr=10.0.0.9: connection refused";

describe('cause volume-mount-failed', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /volume media cannot be mounted from 10\.0\.0\.9:\/export: connection refused/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'volume-mount-failed');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of [
      'invalid mount config for type "bind": bind source path does not exist: /srv',
      'error looking up volume plugin rexray: plugin "rexray" not found',
    ]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
