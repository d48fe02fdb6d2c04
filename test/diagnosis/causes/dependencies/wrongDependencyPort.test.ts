import assert from 'node:assert/strict';
import { wrongDependencyPort as cause } from '../../../../src/diagnosis/causes/dependencies/wrongDependencyPort';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause wrong-dependency-port', () => {
  it('catches 6380 for 6379', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: ['5 Error 111 connecting to cache:6380. Connection refused.'],
          },
          { name: 'cache', log: ['900 The server is now ready to accept connections on port 6379'] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /wrong port 6380 of cache.*6379/);
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
              restarts: 4,
              state: { StartedAt: ago(1) },
              log: ['5 Error 111 connecting to cache:6379. Connection refused.'],
            },
            { name: 'cache', log: ['900 The server is now ready to accept connections on port 6379'] },
          ],
        }),
      ),
      [],
      'the right port',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ name: 'api' }, { name: 'cache' }] })), [], 'it runs well');
  });
});
