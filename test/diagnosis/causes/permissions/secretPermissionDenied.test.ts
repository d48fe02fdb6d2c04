import assert from 'node:assert/strict';
import { secretPermissionDenied as cause } from '../../../../src/diagnosis/causes/permissions/secretPermissionDenied';
import { exited, foundBy, scene } from '../../dossiers';
import { failed } from '../../pictures';

describe('cause secret-permission-denied', () => {
  it('catches mode 0400 of root', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            container: {
              User: '1000',
              Secrets: [{ SecretID: 'x', SecretName: 'key', File: { Name: 'key', UID: '0', GID: '0', Mode: 256 } }],
            },
            tasks: [failed('t1', 5)],
            boxes: { t1: ["PermissionError: [Errno 13] Permission denied: '/run/secrets/key'"] },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /permission to read its secret.*0400/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 open /data/x: permission denied'] }] })),
      [],
      'another path',
    );
  });
});
