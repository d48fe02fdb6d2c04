import assert from 'node:assert/strict';
import { crlfLineEndings as cause } from '../../../../src/diagnosis/causes/start/crlfLineEndings';
import { exited, foundBy, scene, verdict } from '../../dossiers';

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

  it('is sure where the first line was read, or a carriage return is seen', () => {
    const said = ['12 exec /run.sh: no such file or directory'];
    const script = { path: '/run.sh', firstLine: '#!/bin/sh\r' };
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(1), log: said, script }] }));
    assert.match(found?.title ?? '', /the script has Windows line endings/);
    for (const line of [
      "/usr/bin/env: 'python3\\r': No such file or directory",
      "/entrypoint.sh: line 2: $'\\r': command not found",
      "/run.sh: line 2: cd: $'/srv\\r': No such file or directory",
    ]) {
      const given = { boxes: [{ state: exited(127), log: [`12 ${line}`] }] };
      assert.match(foundBy(cause, scene(given))[0]?.title ?? '', /Windows line endings/, line);
      assert.equal(verdict(given), 'crlf-line-endings', line);
    }
  });

  it('leaves a script whose first line is sound to its interpreter', () => {
    const said = ['12 exec /run.sh: no such file or directory'];
    const script = { path: '/run.sh', firstLine: '#!/bin/bash' };
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: said, script }] })), []);
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
