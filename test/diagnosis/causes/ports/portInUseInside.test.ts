import assert from 'node:assert/strict';
import { portInUseInside as cause } from '../../../../src/diagnosis/causes/ports/portInUseInside';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause port-in-use-inside', () => {
  it('catches Node.js', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            host: { NetworkMode: 'host' },
            state: exited(1),
            log: ['12 Error: listen EADDRINUSE: address already in use :::3000'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /port 3000/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('takes the port from where it was about to listen', () => {
    const log = ['13 INFO listening on 0.0.0.0:8000', '12 OSError: [Errno 98] Address already in use'];
    assert.match(foundBy(cause, scene({ boxes: [{ state: exited(1), log }] }))[0]?.title ?? '', /port 8000/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
