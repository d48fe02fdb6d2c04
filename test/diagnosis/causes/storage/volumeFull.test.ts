import assert from 'node:assert/strict';
import { volumeFull as cause } from '../../../../src/diagnosis/causes/storage/volumeFull';
import { foundBy, scene } from '../../dossiers';

describe('cause volume-full', () => {
  it('catches a volume', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            mounts: [{ Type: 'volume', Name: 'films', Destination: '/data', RW: true }],
            log: ['5 ERROR cannot store /data/a: [Errno 28] No space left on device'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /volume films is full/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ host: { Tmpfs: { '/data': '' } }, log: ['5 ERROR cannot store /data/a: No space left on device'] }],
        }),
      ),
      [],
      'a tmpfs',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              mounts: [{ Type: 'volume', Name: 'films', Destination: '/data', RW: true }],
              log: ['50 ERROR cannot store /data/a: No space left on device', '5 INFO stored /data/a'],
            },
          ],
        }),
      ),
      [],
      'it got over it',
    );
  });
});
