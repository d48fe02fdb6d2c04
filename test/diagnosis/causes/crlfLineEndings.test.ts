import assert from 'node:assert/strict';
import { crlfLineEndings as cause } from '../../../src/diagnosis/causes/crlfLineEndings';
import { exited, foundBy, scene } from '../dossiers';

describe('cause crlf-line-endings', () => {
  it('catches runc', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 exec /run.sh: no such file or directory'] }] }),
    );
    assert.match(found?.title ?? '', /CRLF/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a binary', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 exec /srv/web: no such file or directory'] }] }),
    );
    assert.match(found?.title ?? '', /loader/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 open /run.sh: no such file or directory'] }] })),
      [],
      'a missing data file',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
