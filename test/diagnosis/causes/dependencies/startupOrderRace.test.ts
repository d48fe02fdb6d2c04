import assert from 'node:assert/strict';
import { startupOrderRace as cause } from '../../../../src/diagnosis/causes/dependencies/startupOrderRace';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause startup-order-race', () => {
  it('catches a database that was ready later', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            state: exited(1),
            log: ['11 connection to server at "db" (10.0.0.2), port 5432 failed: Connection refused'],
          },
          { name: 'db', state: { StartedAt: ago(14) }, log: ['8 database system is ready to accept connections'] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /before db was ready/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'api',
              state: exited(1),
              log: ['11 connection to server at "db", port 5432 failed: Connection refused'],
            },
            { name: 'db', log: ['900 database system is ready to accept connections'] },
          ],
        }),
      ),
      [],
      'ready long before',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ name: 'api' }, { name: 'db' }] })), [], 'it runs well');
  });
});
