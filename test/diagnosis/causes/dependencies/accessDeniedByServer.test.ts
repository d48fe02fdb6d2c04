import assert from 'node:assert/strict';
import { accessDeniedByServer as cause } from '../../../../src/diagnosis/causes/dependencies/accessDeniedByServer';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause access-denied-by-server', () => {
  it('catches Redis', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            config: { Env: ['REDIS=redis://cache:6379'] },
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: ['5 ResponseError: DENIED Redis is running in protected mode because protected mode is enabled'],
          },
          { name: 'cache' },
        ],
      }),
    );
    assert.match(found?.title ?? '', /cache refuses api: Redis is in protected mode/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs well');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
