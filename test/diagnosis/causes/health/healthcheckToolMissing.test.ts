import assert from 'node:assert/strict';
import { healthcheckToolMissing as cause } from '../../../../src/diagnosis/causes/health/healthcheckToolMissing';
import { foundBy, scene } from '../../dossiers';
import { probed } from '../../scenes';

describe('cause healthcheck-tool-missing', () => {
  it('catches a shell without curl', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [probed({ exitCode: 1, output: '/bin/sh: 1: curl: not found' })],
      }),
    );
    assert.match(found?.title ?? '', /needs curl/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches exec form', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          probed({
            exitCode: -1,
            output:
              'OCI runtime exec failed: exec failed: unable to start container process: exec: "wget": executable file not found in $PATH: unknown',
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /needs wget/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('does not take what a server did not find for a tool', () => {
    for (const output of [
      'health check failed: http://127.0.0.1:8000/health HTTP Error 404: Not Found {"error": "not found"}',
      'HTTP/1.1 404: not found',
      'wget: server returned error: HTTP/1.1 404 Not Found',
    ]) {
      assert.deepEqual(foundBy(cause, scene({ boxes: [probed({ exitCode: 1, output })] })), [], output);
    }
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [probed({ exitCode: 1, output: 'curl: (7) Failed to connect' })],
        }),
      ),
      [],
      'refused',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [probed({ exitCode: 0, output: 'curl: not found', status: 'healthy' })],
        }),
      ),
      [],
      'healthy',
    );
  });
});
