import assert from 'node:assert/strict';
import { seccompBlocks as cause } from '../../../src/diagnosis/causes/seccompBlocks';
import { exited, foundBy, scene } from '../dossiers';

describe('cause seccomp-blocks', () => {
  it('catches threads on an old engine', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ['12 [warning][os,thread] Failed to start thread - pthread_create failed: Operation not permitted'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /engine’s seccomp profile/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a profile of its own', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { SecurityOpt: ['seccomp={}'] },
            log: ['12 io_uring_setup: Operation not permitted'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /its seccomp profile/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { SecurityOpt: ['seccomp=unconfined'] },
              log: ['12 [warning][os,thread] Failed to start thread - pthread_create failed: Operation not permitted'],
            },
          ],
        }),
      ),
      [],
      'unconfined',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { Privileged: true },
              log: ['12 [warning][os,thread] Failed to start thread - pthread_create failed: Operation not permitted'],
            },
          ],
        }),
      ),
      [],
      'privileged',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 ptrace: Operation not permitted'] }] })),
      [],
      'a capability is missing',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: exited(1), log: ['12 pthread_create failed: Resource temporarily unavailable'] }] }),
      ),
      [],
      'too many threads',
    );
  });
});
