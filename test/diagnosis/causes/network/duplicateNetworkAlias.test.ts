import assert from 'node:assert/strict';
import { duplicateNetworkAlias as cause } from '../../../../src/diagnosis/causes/network/duplicateNetworkAlias';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause duplicate-network-alias', () => {
  it('catches two databases called db', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: [
              '5 connection to server at "db" (172.20.0.3), port 5432 failed: FATAL:  password authentication failed for user "x"',
            ],
          },
          { name: 'pg-live', networks: { shop: { Aliases: ['db'] } } },
          { name: 'pg-test', networks: { shop: { Aliases: ['db'] } } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /alias db.*pg-live and pg-test/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('looks at what the settings name where the trouble comes and goes', () => {
    const boxes = [
      { name: 'api', config: { Env: ['DB_HOST=db'] } },
      { name: 'pg-live', networks: { shop: { Aliases: ['db'] } } },
      { name: 'pg-test', networks: { shop: { Aliases: ['db'] } } },
    ];
    assert.equal(foundBy(cause, scene({ boxes }), 'about every second request shows other orders').length, 1);
    assert.deepEqual(foundBy(cause, scene({ boxes })), [], 'nobody complains');
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'api',
              restarts: 4,
              state: { StartedAt: ago(1) },
              log: [
                '5 connection to server at "db", port 5432 failed: FATAL:  password authentication failed for user "x"',
              ],
            },
            { name: 'pg-live', networks: { shop: { Aliases: ['db'] } } },
          ],
        }),
      ),
      [],
      'one only',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 db:5432: connection refused'] },
            {
              name: 'db-1',
              config: { Labels: { 'com.docker.compose.service': 'db', 'com.docker.compose.project': 'p' } },
            },
            {
              name: 'db-2',
              config: { Labels: { 'com.docker.compose.service': 'db', 'com.docker.compose.project': 'p' } },
            },
          ],
        }),
      ),
      [],
      'replicas of one Compose service',
    );
  });
});
