import assert from 'node:assert/strict';
import { healthcheckNotExecutable as cause } from '../../../src/diagnosis/causes/healthcheckNotExecutable';
import { foundBy, scene } from '../dossiers';
import { checked } from '../scenes';

describe('cause healthcheck-not-executable', () => {
  it('catches runc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD', '/check.sh'],
            'OCI runtime exec failed: exec failed: unable to start container process: exec: "/check.sh": permission denied: unknown',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/check\.sh may not be executed/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a shell', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [checked(['CMD-SHELL', '/check.sh'], '/bin/sh: 1: /check.sh: Permission denied')] }),
    );
    assert.match(found?.title ?? '', /\/check\.sh may not be executed/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [checked(['CMD-SHELL', '/check.sh'], 'cat: /data/pid: Permission denied')] })),
      [],
      'another file',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [checked(['CMD', '/check.sh'], 'exec: "/check.sh": stat /check.sh: no such file or directory')],
        }),
      ),
      [],
      'missing',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [checked(['CMD', '/check.sh'], '', {}, 'healthy')] })),
      [],
      'it passes',
    );
  });
});
