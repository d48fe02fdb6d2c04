import assert from 'node:assert/strict';
import { healthcheckTimeoutTooShort as cause } from '../../../../src/diagnosis/causes/health/healthcheckTimeoutTooShort';
import { foundBy, scene } from '../../dossiers';
import { probed } from '../../scenes';

describe('cause healthcheck-timeout-too-short', () => {
  it('catches a slow endpoint', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [probed({ exitCode: -1, output: 'Health check exceeded timeout (1s)' })],
      }),
    );
    assert.match(found?.title ?? '', /timeout of 1 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [probed({ exitCode: 1, output: 'curl: (22) 404' })],
        }),
      ),
      [],
      'it failed at once',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [probed({ exitCode: 0, output: 'ok', status: 'healthy' })],
        }),
      ),
      [],
      'healthy',
    );
  });
});
