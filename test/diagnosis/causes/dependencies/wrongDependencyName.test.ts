import assert from 'node:assert/strict';
import { wrongDependencyName as cause } from '../../../../src/diagnosis/causes/dependencies/wrongDependencyName';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause wrong-dependency-name', () => {
  it('catches a name that is alike', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            config: { Env: ['CACHE=redis://cart-cashe:6379'] },
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: ['5 getaddrinfo ENOTFOUND cart-cashe'],
          },
          { name: 'cart-cache' },
        ],
      }),
    );
    assert.match(found?.title ?? '', /asks for cart-cashe.*mean cart-cache/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches nobody there', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 getaddrinfo ENOTFOUND kafka'] }],
      }),
    );
    assert.match(found?.title ?? '', /asks for kafka/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('says that a variable was not replaced', () => {
    const host = (name: string) => ['$', '{', name, '}'].join('');
    const config = { Env: [`DATABASE_URL=postgresql://shop@${host('DB_HOST')}:5432/orders`] };
    const log = [`5 FATAL could not translate host name "${host('db_host')}" to address: Name or service not known`];
    const box = { name: 'api', config, restarts: 4, state: { StartedAt: ago(1) }, log };
    assert.match(
      foundBy(cause, scene({ boxes: [box] }))[0]?.title ?? '',
      /host named \$\{db_host\}.*variable was passed on/,
    );
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 getaddrinfo ENOTFOUND db'] },
            { name: 'db', networks: { other: {} } },
          ],
        }),
      ),
      [],
      'it exists elsewhere',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'api',
              restarts: 4,
              state: { StartedAt: ago(1) },
              log: ['5 getaddrinfo ENOTFOUND api.example.com'],
            },
          ],
        }),
      ),
      [],
      'a name of the Internet',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ name: 'api' }] })), [], 'it runs well');
  });
});
