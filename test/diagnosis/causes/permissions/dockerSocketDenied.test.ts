import assert from 'node:assert/strict';
import { dockerSocketDenied as cause } from '../../../../src/diagnosis/causes/permissions/dockerSocketDenied';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause docker-socket-denied', () => {
  it('catches the CLI', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { User: '1000' },
            state: exited(1),
            log: [
              '12 permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /Docker socket/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 open /data/x: permission denied'] }] })),
      [],
      'another path',
    );
  });
});
