import assert from 'node:assert/strict';
import { healthcheckNotExecutable as cause } from '../../../src/diagnosis/causes/healthcheckNotExecutable';
import { type Box, foundBy, scene } from '../dossiers';
import { ago } from '../pictures';

/** Unhealthy by a check whose last run said `output`; more of the container beside. */
function checked(test: readonly string[], output: string, more: Box = {}, status = 'unhealthy'): Box {
  return {
    config: { Healthcheck: { Test: test } },
    state: {
      Health: {
        Status: status,
        FailingStreak: 4,
        Log: [{ Start: ago(20), End: ago(19), ExitCode: status === 'healthy' ? 0 : 1, Output: output }],
      },
    },
    ...more,
  };
}

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
