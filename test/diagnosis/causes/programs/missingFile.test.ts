import assert from 'node:assert/strict';
import { missingFile as cause } from '../../../../src/diagnosis/causes/programs/missingFile';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause missing-file', () => {
  it('catches a configuration', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            host: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
            restarts: 2,
            state: exited(1),
            log: ['12 open /etc/app/app.yml: no such file or directory'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /configuration file .etc.app.app.yml/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['12 ERROR open /tmp/x: no such file or directory'] }] })),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(0), log: ['12 open /tmp/x: no such file or directory'] }] })),
      [],
      'it ended well',
    );
  });
});
