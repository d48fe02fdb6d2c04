import assert from 'node:assert/strict';
import { volumePermissionDenied as cause } from '../../../../src/diagnosis/causes/permissions/volumePermissionDenied';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause volume-permission-denied', () => {
  it('catches a volume of root', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { User: '1000:1000' },
            mounts: [{ Type: 'volume', Name: 'files', Destination: '/data', RW: true }],
            state: exited(1),
            log: ['12 ERROR cannot store /data/a.bin: [Errno 13] Permission denied'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /volume files is owned by another user than uid 1000/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches PostgreSQL', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { User: '999' },
            mounts: [{ Type: 'bind', Source: '/srv/pg', Destination: '/var/lib/postgresql/data', RW: true }],
            state: exited(1),
            log: ['12 FATAL:  data directory "/var/lib/postgresql/data" has wrong ownership'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /srv.pg/);
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
              log: ['12 open /etc/shadow: permission denied'],
            },
          ],
        }),
      ),
      [],
      'another path',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ mounts: [{ Type: 'volume', Name: 'files', Destination: '/data', RW: true }] }] }),
      ),
      [],
      'it runs',
    );
  });
});
