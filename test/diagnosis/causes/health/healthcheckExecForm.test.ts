import assert from 'node:assert/strict';
import { healthcheckExecForm as cause } from '../../../../src/diagnosis/causes/health/healthcheckExecForm';
import { foundBy, scene } from '../../dossiers';
import { checked } from '../../scenes';

describe('cause healthcheck-exec-form', () => {
  it('catches an operator', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD', 'curl', '-f', 'http://localhost/', '||', 'exit', '1'],
            'curl: (6) Could not resolve host: ||',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /exec form.*\|\| is passed on/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one word', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD', 'curl -f http://localhost/'],
            'OCI runtime exec failed: exec: "curl -f http://localhost/": executable file not found in $PATH',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /whole command line/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a variable', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [checked(['CMD', 'wget', 'http://localhost:$PORT/'], 'wget: bad port')] }),
    );
    assert.match(found?.title ?? '', /is not replaced/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [checked(['CMD-SHELL', 'curl -f http://localhost/ || exit 1'], 'curl: (7) refused')] }),
      ),
      [],
      'shell form',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [checked(['CMD', 'sh', '-c', 'curl -f http://localhost:$PORT || exit 1'], 'refused')] }),
      ),
      [],
      'a shell by name',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [checked(['CMD', 'curl', '-f', 'http://localhost/'], 'curl: (7) refused')] })),
      [],
      'plain words',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [checked(['CMD', 'check', '$HOME'], '', {}, 'healthy')] })),
      [],
      'it passes',
    );
  });
});
