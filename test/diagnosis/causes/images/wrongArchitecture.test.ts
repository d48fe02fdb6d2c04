import assert from 'node:assert/strict';
import { wrongArchitecture as cause } from '../../../../src/diagnosis/causes/images/wrongArchitecture';
import { exited, foundBy, notStarted, scene } from '../../dossiers';

describe('cause wrong-architecture', () => {
  it('catches another image architecture', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ image: { Architecture: 'arm64' }, state: exited(1), log: ['12 exec /srv/web: exec format error'] }],
      }),
    );
    assert.match(found?.title ?? '', /image is for arm64, the host is amd64/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a foreign binary in the right image', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 exec /srv/web: exec format error'] }] }),
    );
    assert.match(found?.title ?? '', /another processor architecture/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches crun', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            image: { Architecture: 'arm64' },
            state: notStarted('crun: executable file `/srv/web`: Exec format error: OCI runtime error'),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /arm64/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 exec /entrypoint.sh: exec format error'] }] })),
      [],
      'a script without shebang',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ image: { Architecture: 'arm64' }, state: exited(1), log: ['12 boom'] }] })),
      [],
      'other words',
    );
  });
});
