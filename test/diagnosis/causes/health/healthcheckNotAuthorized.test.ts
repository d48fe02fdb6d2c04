import assert from 'node:assert/strict';
import { healthcheckNotAuthorized as cause } from '../../../../src/diagnosis/causes/health/healthcheckNotAuthorized';
import { foundBy, scene } from '../../dossiers';
import { checked } from '../../scenes';

describe('cause healthcheck-not-authorized', () => {
  it('catches 401', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
            'curl: (22) The requested URL returned error: 401',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /401 Unauthorized/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches 403', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'wget -q http://localhost/admin'],
            'wget: server returned error: HTTP/1.1 403 Forbidden',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/admin answers 403/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
              'curl: (22) The requested URL returned error: 404',
            ),
          ],
        }),
      ),
      [],
      '404',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [checked(['CMD-SHELL', 'curl -f http://localhost:8080/health'], 'HTTP/1.1 401', {}, 'healthy')],
        }),
      ),
      [],
      'it passes',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [checked(['CMD-SHELL', 'curl -f http://localhost:8080/health'], '401 files are missing')] }),
      ),
      [],
      'no status',
    );
  });
});
