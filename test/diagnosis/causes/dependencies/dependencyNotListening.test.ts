import assert from 'node:assert/strict';
import { dependencyNotListening as cause } from '../../../../src/diagnosis/causes/dependencies/dependencyNotListening';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause dependency-not-listening', () => {
  it('catches a loopback listener', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 admin:8000: connection refused'] },
          { name: 'admin', log: ['900 listening on 127.0.0.1:8000'] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /loopback/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches nobody knows why', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 admin:8000: connection refused'] },
          { name: 'admin' },
        ],
      }),
    );
    assert.match(found?.title ?? '', /refuses connections on port 8000/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ name: 'api' }, { name: 'admin' }] })), [], 'it runs well');
  });
});
