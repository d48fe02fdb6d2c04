import assert from 'node:assert/strict';
import { healthcheckFailing as cause } from '../../../../src/diagnosis/causes/health/healthcheckFailing';
import { foundBy, scene } from '../../dossiers';
import { probed } from '../../scenes';

describe('cause healthcheck-failing', () => {
  it('catches a wrong path', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [probed({ exitCode: 1, output: 'curl: (22) The requested URL returned error: 404' })],
      }),
    );
    assert.match(found?.title ?? '', /answer 404/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches no output', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [probed({ exitCode: 1, output: '' })],
      }),
    );
    assert.match(found?.title ?? '', /unhealthy/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
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
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [probed({ exitCode: 1, output: 'refused', status: 'starting' })],
        }),
      ),
      [],
      'still starting',
    );
  });
});
