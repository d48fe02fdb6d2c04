import assert from 'node:assert/strict';
import { lowPortDenied as cause } from '../../../../src/diagnosis/causes/permissions/lowPortDenied';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause low-port-denied', () => {
  it('catches nginx', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { User: '101' },
            host: { NetworkMode: 'host' },
            state: exited(1),
            log: ['12 [emerg] 1#1: bind() to 0.0.0.0:80 failed (13: Permission denied)'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /port 80/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches an exception without a port, raised where it binds', () => {
    const log = [
      '12 Traceback (most recent call last):',
      '12     self.socket.bind(self.server_address)',
      '12 PermissionError: [Errno 13] Permission denied',
    ];
    const box = { config: { User: '1000', Env: ['PORT=80'] }, host: { NetworkMode: 'host' }, state: exited(1), log };
    assert.match(foundBy(cause, scene({ boxes: [box] }))[0]?.title ?? '', /port 80/);
    const high = { ...box, config: { User: '1000', Env: ['PORT=8080'] } };
    assert.deepEqual(foundBy(cause, scene({ boxes: [high] })), [], 'no low port is asked for');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ ...box, log: log.slice(2) }] })),
      [],
      'nobody knows what was denied',
    );
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 open /data/x: permission denied'] }] })),
      [],
      'a file',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ config: { User: '1000' }, log: ['12 listening on 0.0.0.0:80'] }] })),
      [],
      'it runs',
    );
  });
});
