import assert from 'node:assert/strict';
import { missingShebang as cause } from '../../../../src/diagnosis/causes/start/missingShebang';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause missing-shebang', () => {
  it('catches an entrypoint script', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 exec /entrypoint.sh: exec format error'] }] }),
    );
    assert.match(found?.title ?? '', /no #! line/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { image: { Architecture: 'arm64' }, state: exited(1), log: ['12 exec /entrypoint.sh: exec format error'] },
          ],
        }),
      ),
      [],
      'another architecture',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 exec /srv/web: exec format error'] }] })),
      [],
      'a binary',
    );
  });
});
