import assert from 'node:assert/strict';
import { secretNotMounted as cause } from '../../../../src/diagnosis/causes/services/secretNotMounted';
import { exited, foundBy, scene } from '../../dossiers';
import { failed } from '../../pictures';

describe('cause secret-not-mounted', () => {
  it('catches a service without it', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            tasks: [failed('t1', 5)],
            boxes: { t1: ["FileNotFoundError: [Errno 2] No such file or directory: '/run/secrets/api_key'"] },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /secret api_key is not mounted/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Compose', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 open /run/secrets/token: no such file or directory'] }] }),
    );
    assert.match(found?.title ?? '', /secret token/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              container: { Secrets: [{ SecretID: 'x', SecretName: 'api_key', File: { Name: 'api_key' } }] },
              tasks: [failed('t1', 5)],
              boxes: { t1: ['open /run/secrets/api_key: no such file or directory'] },
            },
          ],
        }),
      ),
      [],
      'it is referenced',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 open /etc/x: no such file or directory'] }] })),
      [],
      'another file',
    );
  });
});
