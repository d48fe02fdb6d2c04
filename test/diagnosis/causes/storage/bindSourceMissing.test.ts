import assert from 'node:assert/strict';
import { bindSourceMissing as cause } from '../../../../src/diagnosis/causes/storage/bindSourceMissing';
import { foundBy, notStarted, scene } from '../../dossiers';
import { failed } from '../../pictures';

describe('cause bind-source-missing', () => {
  it('catches the engine says it', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          { state: notStarted('invalid mount config for type "bind": bind source path does not exist: /srv/none') },
        ],
      }),
    );
    assert.match(found?.title ?? '', /srv.none does not exist/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a rejected task', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            container: { Mounts: [{ Type: 'bind', Source: '/srv/none', Target: '/d' }] },
            tasks: [
              failed('t1', 5, {
                state: 'rejected',
                error: 'invalid mount config for type "bind": bind source path does not exist: /srv/none',
              }),
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /srv.none/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches no trace but a wish to run', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted('', 0),
            host: { RestartPolicy: { Name: 'always' }, Mounts: [{ Type: 'bind', Source: '/srv/none', Target: '/d' }] },
            mounts: [{ Type: 'bind', Source: '/srv/none', Destination: '/d', RW: true }],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /most likely the host path .srv.none/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('', 0) }] })), [], 'only made');
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: notStarted('', 0),
              host: { RestartPolicy: { Name: 'always' } },
              mounts: [{ Type: 'bind', Source: '/srv/none', Destination: '/d', RW: true }],
            },
          ],
        }),
      ),
      [],
      'a path that -v makes',
    );
  });
});
