import assert from 'node:assert/strict';
import { imagePathPermissionDenied as cause } from '../../../../src/diagnosis/causes/permissions/imagePathPermissionDenied';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause image-path-permission-denied', () => {
  it('catches a cache folder', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { User: '101' },
            state: exited(1),
            log: ['12 mkdir() "/var/cache/web" failed (13: Permission denied)'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /var.cache.web/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              mounts: [{ Type: 'volume', Name: 'files', Destination: '/data', RW: true }],
              state: exited(1),
              log: ['12 open /data/x: permission denied'],
            },
          ],
        }),
      ),
      [],
      'on a mount',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
