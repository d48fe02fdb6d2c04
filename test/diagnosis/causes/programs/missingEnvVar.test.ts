import assert from 'node:assert/strict';
import { missingEnvVar as cause } from '../../../../src/diagnosis/causes/programs/missingEnvVar';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause missing-env-var', () => {
  it('catches a KeyError', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(1), log: ["12 KeyError: 'QUEUE_URL'"] }] }));
    assert.match(found?.title ?? '', /QUEUE_URL is not set/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a typo beside it', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ config: { Env: ['QUEUE_ULR=x'] }, state: exited(1), log: ['12 error: QUEUE_URL is not set'] }],
      }),
    );
    assert.match(found?.title ?? '', /QUEUE_ULR/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches the postgres image', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Image: 'postgres:16' },
            state: exited(1),
            log: ['12 Error: Database is uninitialized and superuser password is not specified.'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /POSTGRES_PASSWORD/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ config: { Env: ['QUEUE_URL=x'] }, state: exited(1), log: ["12 KeyError: 'QUEUE_URL'"] }] }),
      ),
      [],
      'it is set',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['12 QUEUE_URL is not set, using default'] }] })),
      [],
      'it runs on',
    );
  });
});
