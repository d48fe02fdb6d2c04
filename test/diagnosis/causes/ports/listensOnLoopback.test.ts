import assert from 'node:assert/strict';
import { listensOnLoopback as cause } from '../../../../src/diagnosis/causes/ports/listensOnLoopback';
import { foundBy, scene } from '../../dossiers';

describe('cause listens-on-loopback', () => {
  it('catches 127.0.0.1', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            ports: { '8000/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] },
            log: ['3500 Uvicorn running on http://127.0.0.1:8000'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /0.0.0.0/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ ports: { '8000/tcp': [{ HostPort: '8080' }] }, log: ['3500 listening on 0.0.0.0:8000'] }] }),
      ),
      [],
      'all addresses',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['3500 listening on 127.0.0.1:8000'] }] })),
      [],
      'nothing published',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              host: { NetworkMode: 'host' },
              ports: { '8000/tcp': [{ HostPort: '8080' }] },
              log: ['3500 listening on 127.0.0.1:8000'],
            },
          ],
        }),
      ),
      [],
      'the network of the host',
    );
  });
});
