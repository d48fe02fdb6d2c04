import assert from 'node:assert/strict';
import { healthcheckFileMissing as cause } from '../../../../src/diagnosis/causes/health/healthcheckFileMissing';
import { foundBy, scene } from '../../dossiers';
import { checked } from '../../scenes';

describe('cause healthcheck-file-missing', () => {
  it('catches a script', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'python3 /app/check.py'],
            "python3: can't open file '/app/check.py': [Errno 2] No such file or directory",
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /needs the file \/app\/check\.py/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a marker', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [checked(['CMD-SHELL', 'cat /tmp/ready'], 'cat: /tmp/ready: No such file or directory')] }),
    );
    assert.match(found?.title ?? '', /\/tmp\/ready/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [checked(['CMD-SHELL', 'curl x'], '/bin/sh: 1: curl: not found')] })),
      [],
      'a missing tool',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [checked(['CMD-SHELL', 'curl -f http://localhost:8080/health'], 'curl: (7) refused')] }),
      ),
      [],
      'refused',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [checked(['CMD-SHELL', 'cat /tmp/ready'], '', {}, 'healthy')] })),
      [],
      'it passes',
    );
  });
});
