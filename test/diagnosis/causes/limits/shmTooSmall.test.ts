import assert from 'node:assert/strict';
import { shmTooSmall as cause } from '../../../../src/diagnosis/causes/limits/shmTooSmall';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause shm-too-small', () => {
  it('catches PostgreSQL', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: [
              '12 ERROR:  could not resize shared memory segment "/PostgreSQL.1" to 8388608 bytes: No space left on device',
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/dev\/shm of 64 MiB is full/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Python', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { ShmSize: 1048576 },
            log: ["12 OSError: [Errno 28] No space left on device: '/dev/shm/torch_1'"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/dev\/shm of 1 MiB is full/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a bus error', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(135), log: [] }] }));
    assert.match(found?.title ?? '', /SIGBUS: most likely/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: exited(1), log: ["12 OSError: [Errno 28] No space left on device: '/data/x'"] }] }),
      ),
      [],
      'another disk',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(135), host: { ShmSize: 2_000_000_000 }, log: [] }] })),
      [],
      'much shared memory',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(139), log: [] }] })), [], 'another signal');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: ['900 ok'] }] })), [], 'it runs');
  });
});
