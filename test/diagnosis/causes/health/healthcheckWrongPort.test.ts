import assert from 'node:assert/strict';
import { healthcheckWrongPort as cause } from '../../../../src/diagnosis/causes/health/healthcheckWrongPort';
import { foundBy, scene } from '../../dossiers';
import { probed } from '../../scenes';

describe('cause healthcheck-wrong-port', () => {
  it('catches 8080 for 3000', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          probed(
            { exitCode: 1, output: 'curl: (7) Failed to connect to localhost port 8080: Connection refused' },
            { log: ['3500 listening on 0.0.0.0:3000'] },
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /wrong port: 8080.*3000/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            probed(
              { exitCode: 1, output: 'curl: (7) Failed to connect to localhost port 8080: Connection refused' },
              { log: ['3500 listening on 0.0.0.0:8080'] },
            ),
          ],
        }),
      ),
      [],
      'the right port',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            probed({ exitCode: 0, output: 'ok', status: 'healthy' }, { log: ['3500 listening on 0.0.0.0:3000'] }),
          ],
        }),
      ),
      [],
      'healthy',
    );
  });
});
