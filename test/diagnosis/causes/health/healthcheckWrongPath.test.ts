import assert from 'node:assert/strict';
import { healthcheckWrongPath as cause } from '../../../../src/diagnosis/causes/health/healthcheckWrongPath';
import { foundBy, scene } from '../../dossiers';
import { checked } from '../../scenes';

describe('cause healthcheck-wrong-path', () => {
  it('catches curl', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
            'curl: (22) The requested URL returned error: 404',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /wrong path: \/health gets 404/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches BusyBox wget', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'wget -qO- http://127.0.0.1:80/ping'],
            'wget: server returned error: HTTP/1.1 404 Not Found',
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/ping gets 404/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Python', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(['CMD-SHELL', 'python3 /check.py'], 'failed: http://127.0.0.1:8000/live HTTP Error 404: Not Found'),
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/live gets 404/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('reads past a run that a stop cut off', () => {
    const box = checked(
      ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
      'curl: (22) The requested URL returned error: 404',
    );
    const health = box.state?.Health as { readonly Log: readonly object[] };
    const cut = { ...health.Log.at(-1), ExitCode: 137, Output: '' };
    const state = { ...box.state, Health: { ...health, Log: [...health.Log, cut] } };
    assert.match(foundBy(cause, scene({ boxes: [{ ...box, state }] }))[0]?.title ?? '', /gets 404/);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
              'curl: (22) The requested URL returned error: 503',
            ),
          ],
        }),
      ),
      [],
      'another status',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
              'connect to 127.0.0.1 port 4040 failed: Connection refused',
            ),
          ],
        }),
      ),
      [],
      'a port that looks like it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [checked(['CMD-SHELL', 'curl -f http://localhost:8080/health'], '404 items', {}, 'healthy')] }),
      ),
      [],
      'it passes',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
              'curl: (22) The requested URL returned error: 404',
              {},
              'starting',
            ),
          ],
        }),
      ),
      [],
      'it is still starting',
    );
  });
});
