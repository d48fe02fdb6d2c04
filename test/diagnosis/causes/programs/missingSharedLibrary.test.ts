import assert from 'node:assert/strict';
import { missingSharedLibrary as cause } from '../../../../src/diagnosis/causes/programs/missingSharedLibrary';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause missing-shared-library', () => {
  it('catches glibc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(127),
            log: [
              '12 web: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory',
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /libpq.so.5/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches musl', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(127),
            log: ['12 Error loading shared library libstdc++.so.6: No such file or directory (needed by /srv/web)'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /libstdc/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(127), log: ['12 sh: 1: foo: not found'] }] })),
      [],
      'other words',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
