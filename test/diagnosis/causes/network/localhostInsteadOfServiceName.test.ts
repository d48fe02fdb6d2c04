import assert from 'node:assert/strict';
import { localhostInsteadOfServiceName as cause } from '../../../../src/diagnosis/causes/network/localhostInsteadOfServiceName';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause localhost-instead-of-service-name', () => {
  it('catches a database at localhost', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            config: { Env: ['DB_URL=postgres://u@localhost:5432/x'] },
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: ['5 connect ECONNREFUSED 127.0.0.1:5432'],
          },
          { name: 'pg', config: { Image: 'postgres:16', ExposedPorts: { '5432/tcp': {} } } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /use the name pg instead of localhost/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 connect ECONNREFUSED 10.1.1.1:5432'] },
          ],
        }),
      ),
      [],
      'another host',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { Env: ['DB_URL=postgres://u@localhost:5432/x'] } }] })),
      [],
      'it runs well',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              name: 'api',
              host: { NetworkMode: 'host' },
              restarts: 4,
              state: { StartedAt: ago(1) },
              log: ['5 connect ECONNREFUSED 127.0.0.1:5432'],
            },
          ],
        }),
      ),
      [],
      'the network of the host',
    );
  });
});
