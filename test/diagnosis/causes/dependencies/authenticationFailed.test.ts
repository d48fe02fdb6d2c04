import assert from 'node:assert/strict';
import { authenticationFailed as cause } from '../../../../src/diagnosis/causes/dependencies/authenticationFailed';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause authentication-failed', () => {
  it('catches PostgreSQL', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: [
              '5 connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  password authentication failed for user "shop"',
            ],
          },
          { name: 'db', config: { Image: 'postgres:16' } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /not let in by db: authentication failed for user shop/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'db',
              config: { Image: 'postgres:16', Cmd: ['postgres'] },
              log: ['5 FATAL:  password authentication failed for user "shop"'],
            },
          ],
        }),
      ),
      [],
      'the server’s own log',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs well');
  });
});
