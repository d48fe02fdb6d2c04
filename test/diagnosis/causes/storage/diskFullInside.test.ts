import assert from 'node:assert/strict';
import { diskFullInside as cause } from '../../../../src/diagnosis/causes/storage/diskFullInside';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause disk-full-inside', () => {
  it('catches the writable layer', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 write /var/lib/app/x: no space left on device'] }] }),
    );
    assert.match(found?.title ?? '', /no space left/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
