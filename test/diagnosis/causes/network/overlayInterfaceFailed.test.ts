import assert from 'node:assert/strict';
import { overlayInterfaceFailed as cause } from '../../../../src/diagnosis/causes/network/overlayInterfaceFailed';
import { exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const words =
  'network sandbox join failed: subnet sandbox join failed for "10.0.1.0/24": error creating vxlan interface: file exists';

describe('cause overlay-interface-failed', () => {
  it('catches the words of the engine', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: notStarted(words) }] }));
    assert.match(found?.title ?? '', /overlay network 10\.0\.1\.0\/24: error creating vxlan interface: file exists/);
    assert.equal(found?.evidence[0]?.path, 'State.Error');
    assert.equal(verdict({ boxes: [{ state: notStarted(words) }] }), 'overlay-interface-failed');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: [words] }] })),
      [],
      'a program that writes so',
    );
    for (const other of ['network shop not found', 'could not find network sandbox']) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted(other) }] })), [], other);
    }
  });
});
