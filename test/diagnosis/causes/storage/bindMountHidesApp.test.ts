import assert from 'node:assert/strict';
import { bindMountHidesApp as cause } from '../../../../src/diagnosis/causes/storage/bindMountHidesApp';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause bind-mount-hides-app', () => {
  it('catches an empty folder over /app', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Cmd: ['node', '/app/server.js'] },
            mounts: [{ Type: 'bind', Source: '/srv/empty', Destination: '/app', RW: true }],
            state: exited(1),
            log: ["12 Error: Cannot find module '/app/server.js'"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /srv.empty hides/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a tmpfs over it', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Cmd: ['node', '/app/server.js'] },
            host: { Tmpfs: { '/app': 'size=4m' } },
            state: exited(1),
            log: ["12 Error: Cannot find module '/app/server.js'"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /an empty tmpfs hides/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              config: { Cmd: ['node', '/app/server.js'] },
              state: exited(1),
              log: ["12 Error: Cannot find module '/app/server.js'"],
            },
          ],
        }),
      ),
      [],
      'no mount there',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              config: { Cmd: ['/srv/web'] },
              mounts: [{ Type: 'volume', Name: 'v', Destination: '/data', RW: true }],
              state: exited(1),
              log: ['12 open /data/x.db: no such file or directory'],
            },
          ],
        }),
      ),
      [],
      'a data file',
    );
  });
});
