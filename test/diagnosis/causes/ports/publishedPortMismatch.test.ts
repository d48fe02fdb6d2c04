import assert from 'node:assert/strict';
import { publishedPortMismatch as cause } from '../../../../src/diagnosis/causes/ports/publishedPortMismatch';
import { foundBy, scene } from '../../dossiers';

describe('cause published-port-mismatch', () => {
  it('catches 80 for 3000', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          { ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] }, log: ['3500 listening on 0.0.0.0:3000'] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /container port 80.*listens on port 3000/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              ports: { '3000/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] },
              log: ['3500 listening on 0.0.0.0:3000'],
            },
          ],
        }),
      ),
      [],
      'the right port',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ports: { '80/tcp': [{ HostPort: '8080' }] } }] })),
      [],
      'it does not say',
    );
  });
});
