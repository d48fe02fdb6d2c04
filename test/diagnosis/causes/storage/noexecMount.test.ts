import assert from 'node:assert/strict';
import { noexecMount as cause } from '../../../../src/diagnosis/causes/storage/noexecMount';
import { type Box, exited, foundBy, notStarted, scene, verdict } from '../../dossiers';

const run = (options: string, log: string): Box => ({
  state: exited(126),
  host: { Tmpfs: { '/app': options } },
  log: [log],
});

describe('cause noexec-mount', () => {
  it('catches a program that lies on a tmpfs', () => {
    const box = run('', 'sh: /app/tool: Permission denied');
    assert.match(
      foundBy(cause, scene({ boxes: [box] }))[0]?.title ?? '',
      /may not run \/app\/tool: \/app is a tmpfs, which is mounted noexec/,
    );
    assert.equal(verdict({ boxes: [box] }), 'noexec-mount');
    const start = notStarted(
      'runc create failed: unable to start container process: exec: "/app/tool": permission denied: unknown',
    );
    assert.equal(verdict({ boxes: [{ state: start, host: { Tmpfs: { '/app': 'size=1m' } } }] }), 'noexec-mount');
  });

  it('catches a library that cannot be mapped', () => {
    const log = [
      'java.lang.UnsatisfiedLinkError: /app/libx.so: /app/libx.so: failed to map segment from shared object: Operation not permitted',
    ];
    assert.equal(
      foundBy(cause, scene({ boxes: [{ state: exited(1), host: { Tmpfs: { '/app': '' } }, log }] })).length,
      1,
    );
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [run('exec,size=1m', 'sh: /app/tool: Permission denied')] })),
      [],
      'exec',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [run('', 'sh: /opt/tool: Permission denied')] })), [], 'elsewhere');
    const write: Box = { ...run('', "PermissionError: [Errno 13] Permission denied: '/app/x'"), state: exited(1) };
    assert.deepEqual(foundBy(cause, scene({ boxes: [write] })), [], 'it was to be written');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ host: { Tmpfs: { '/app': '' } } }] })), [], 'it runs');
  });
});
