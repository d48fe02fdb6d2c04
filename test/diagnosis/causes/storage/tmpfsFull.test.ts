import assert from 'node:assert/strict';
import { tmpfsFull as cause } from '../../../../src/diagnosis/causes/storage/tmpfsFull';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause tmpfs-full', () => {
  it('catches a small tmpfs', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            host: { Tmpfs: { '/tmp/work': 'size=8m' } },
            log: ['5 ERROR cannot write /tmp/work/a: [Errno 28] No space left on device'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /tmpfs .tmp.work.*size=8m/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches /dev/shm', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 write /dev/shm/seg1: no space left on device'] }] }),
    );
    assert.match(found?.title ?? '', /dev.shm/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('takes the folder of the data where the log does not say where', () => {
    const box = {
      config: { Cmd: ['redis-server', '--save', '1 1'], WorkingDir: '/data' },
      host: { Tmpfs: { '/data': 'size=64k' } },
      state: exited(1),
      log: ['12 Write error saving DB on disk: No space left on device'],
    };
    assert.match(foundBy(cause, scene({ boxes: [box] }))[0]?.title ?? '', /filled its tmpfs \/data/);
    const elsewhere = { ...box, host: { Tmpfs: { '/tmp': '' } } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [elsewhere] })), [], 'the tmpfs is for something else');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              mounts: [{ Type: 'volume', Name: 'v', Destination: '/data', RW: true }],
              log: ['5 ERROR write /data/a: no space left on device'],
            },
          ],
        }),
      ),
      [],
      'on a volume',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ host: { Tmpfs: { '/tmp': 'size=8m' } } }] })), [], 'it runs');
  });
});
