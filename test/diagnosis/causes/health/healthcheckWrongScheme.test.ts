import assert from 'node:assert/strict';
import { healthcheckWrongScheme as cause } from '../../../../src/diagnosis/causes/health/healthcheckWrongScheme';
import { foundBy, scene } from '../../dossiers';
import { checked } from '../../scenes';

describe('cause healthcheck-wrong-scheme', () => {
  it('catches HTTP to HTTPS', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
            '400 The plain HTTP request was sent to HTTPS port',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /plain HTTP to a port that serves HTTPS/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches HTTPS to HTTP', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'curl -f https://localhost/'],
            'curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /HTTPS \(TLS\) to a port that serves plain/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches an unknown authority', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'curl -f https://localhost/'],
            'curl: (60) SSL certificate problem: self-signed certificate',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /certificate/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [checked(['CMD-SHELL', 'curl -f http://localhost:8080/health'], 'curl: (7) Failed to connect')],
        }),
      ),
      [],
      'refused',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [checked(['CMD-SHELL', 'curl -fk https://localhost/'], 'self-signed certificate', {}, 'healthy')],
        }),
      ),
      [],
      'it passes',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [checked(['CMD-SHELL', 'curl -f http://localhost:8080/health'], 'unsupported version 3')] }),
      ),
      [],
      'an old version',
    );
  });
});
