import assert from 'node:assert/strict';
import { healthcheckNotExecutable as cause } from '../../../../src/diagnosis/causes/health/healthcheckNotExecutable';
import { diagnosed, foundBy, scene } from '../../dossiers';
import { checked } from '../../scenes';

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

  for (const [output, words] of [
    ['exec /check.sh: no such file or directory', /cannot be executed: its interpreter.*CRLF/],
    ['exec `/check.sh`: No such file or directory', /cannot be executed: its interpreter.*CRLF/],
    ['exec: No such file or directory\n', /\/check\.sh cannot be executed: its interpreter.*CRLF/],
    ['exec: Exec format error\n', /\/check\.sh cannot be executed \(exec format error\)/],
    ['exec /check.sh: exec format error', /cannot be executed \(exec format error\)/],
    ['exec `/check.sh`: Exec format error', /cannot be executed \(exec format error\)/],
    [
      'OCI runtime exec failed: the path `/check.sh` exists but it is not executable: Operation not permitted',
      /may not be executed/,
    ],
    ['OCI runtime exec failed: the path `/check.sh` is not a regular file: Operation not permitted', /may not/],
    ['exec: "/check.sh": is a directory: permission denied', /may not be executed/],
  ] as const) {
    // Engine 28.5.2 with runc 1.3.6 and crun 1.28, and 26.1.5 with runc 1.1.15 and crun 1.21 were run.
    it(`is the only one to explain “${output.trim().slice(-60)}”`, () => {
      const { findings } = diagnosed({ boxes: [checked(['CMD', '/check.sh'], output)] });
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ['healthcheck-not-executable'],
      );
      assert.match(findings[0]?.title ?? '', words);
    });
  }

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
