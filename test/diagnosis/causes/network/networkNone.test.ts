import assert from 'node:assert/strict';
import { networkNone as cause } from '../../../../src/diagnosis/causes/network/networkNone';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause network-none', () => {
  it('catches a name that does not resolve', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            host: { NetworkMode: 'none' },
            networks: { none: {} },
            restarts: 2,
            state: { StartedAt: ago(1) },
            log: ['5 getaddrinfo EAI_AGAIN redis'],
            events: ['4 die exitCode=1'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /no network/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ host: { NetworkMode: 'none' }, networks: { none: {} } }] })),
      [],
      'it needs nobody',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ restarts: 4, state: { StartedAt: ago(1) }, log: ['5 getaddrinfo EAI_AGAIN redis'] }] }),
      ),
      [],
      'it has a network',
    );
  });
});
