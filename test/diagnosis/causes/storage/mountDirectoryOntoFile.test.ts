import assert from 'node:assert/strict';
import { mountDirectoryOntoFile as cause } from '../../../../src/diagnosis/causes/storage/mountDirectoryOntoFile';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause mount-directory-onto-file', () => {
  it('catches: runc 1.1', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/srv/app/site.conf" to rootfs at "/etc/site.conf": mount /srv/app/site.conf:/etc/site.conf (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /site.conf/);
    assert.ok(found?.evidence[0]?.excerpt.includes('site.conf'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: {
                Error:
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/srv/app/site.conf" to rootfs at "/etc/site.conf": mount /srv/app/site.conf:/etc/site.conf (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
