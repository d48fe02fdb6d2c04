import assert from 'node:assert/strict';
import { differentNetworks as cause } from '../../../../src/diagnosis/causes/network/differentNetworks';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause different-networks', () => {
  it('catches two networks', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            networks: { front: {} },
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: ['5 could not translate host name "pg" to address'],
          },
          { name: 'pg', networks: { back: {} } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /not on the same network: front and back/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches the default bridge', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            networks: { bridge: {} },
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: ['5 getaddrinfo ENOTFOUND pg'],
          },
          { name: 'pg', networks: { bridge: {} } },
        ],
      }),
    );
    assert.match(found?.title ?? '', /default bridge/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 getaddrinfo ENOTFOUND pg'] },
            { name: 'pg' },
          ],
        }),
      ),
      [],
      'the same network',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'api', networks: { front: {} } },
            { name: 'pg', networks: { back: {} } },
          ],
        }),
      ),
      [],
      'it runs well',
    );
  });
});
