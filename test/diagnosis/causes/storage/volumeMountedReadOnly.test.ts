import assert from 'node:assert/strict';
import { volumeMountedReadOnly as cause } from '../../../../src/diagnosis/causes/storage/volumeMountedReadOnly';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause volume-mounted-read-only', () => {
  it('catches :ro', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            mounts: [{ Type: 'volume', Name: 'papers', Destination: '/data', RW: false }],
            log: ['5 ERROR cannot store /data/a: [Errno 30] Read-only file system'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /papers is mounted read-only/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              mounts: [{ Type: 'volume', Name: 'papers', Destination: '/data', RW: false }],
              log: ['50 ERROR cannot store /data/a: [Errno 30] Read-only file system', '5 stored /data/b'],
            },
          ],
        }),
      ),
      [],
      'written meanwhile',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ host: { ReadonlyRootfs: true }, state: exited(1), log: ['12 open /x: read-only file system'] }],
        }),
      ),
      [],
      'no mount',
    );
  });
});
