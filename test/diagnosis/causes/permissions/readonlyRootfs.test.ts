import assert from 'node:assert/strict';
import { readonlyRootfs as cause } from '../../../../src/diagnosis/causes/permissions/readonlyRootfs';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause readonly-rootfs', () => {
  it('catches nginx', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            host: { ReadonlyRootfs: true },
            state: exited(1),
            log: ['12 [emerg] 1#1: mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /client_temp.*read-only/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              host: { ReadonlyRootfs: true },
              mounts: [{ Type: 'volume', Destination: '/data', RW: false }],
              state: exited(1),
              log: ['12 open /data/x: read-only file system'],
            },
          ],
        }),
      ),
      [],
      'a read-only mount',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 open /x: read-only file system'] }] })),
      [],
      'a writable root',
    );
  });
});
