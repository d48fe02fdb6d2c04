import assert from 'node:assert/strict';
import { healthcheckWrongAddress as cause } from '../../../src/diagnosis/causes/healthcheckWrongAddress';
import { type Box, foundBy, scene } from '../dossiers';
import { ago } from '../pictures';

/** Unhealthy by a check whose last run said `output`; more of the container beside. */
function checked(test: readonly string[], output: string, more: Box = {}, status = 'unhealthy'): Box {
  return {
    config: { Healthcheck: { Test: test } },
    state: {
      Health: {
        Status: status,
        FailingStreak: 4,
        Log: [{ Start: ago(20), End: ago(19), ExitCode: status === 'healthy' ? 0 : 1, Output: output }],
      },
    },
    ...more,
  };
}

describe('cause healthcheck-wrong-address', () => {
  it('catches ::1', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(['CMD-SHELL', 'node check.js http://localhost:8080'], 'connect ECONNREFUSED ::1:8080', {
            log: ['60 listening on 0.0.0.0:8080'],
          }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /asks localhost.*::1/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches BusyBox', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'wget -qO- http://localhost:8080/'],
            "wget: can't connect to remote host: Connection refused",
            { log: ['60 listening on 0.0.0.0:8080'] },
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /listens on 0\.0\.0\.0:8080 \(IPv4\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one address', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          checked(
            ['CMD-SHELL', 'curl -f http://127.0.0.1:8080/'],
            'curl: (7) Failed to connect to 127.0.0.1 port 8080: Connection refused',
            { log: ['60 listening on 172.20.0.9:8080'] },
          ),
        ],
      }),
    );
    assert.match(found?.title ?? '', /listens on 172\.20\.0\.9:8080/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'curl -f http://localhost:8080/'],
              'curl: (7) Failed to connect to localhost port 8080: Connection refused',
              { log: ['60 listening on 0.0.0.0:8080'] },
            ),
          ],
        }),
      ),
      [],
      'curl tries both',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'wget -qO- http://localhost:9090/'],
              "wget: can't connect to remote host: Connection refused",
              { log: ['60 listening on 0.0.0.0:8080'] },
            ),
          ],
        }),
      ),
      [],
      'another port',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'wget -qO- http://localhost:8080/'],
              "wget: can't connect to remote host: Connection refused",
            ),
          ],
        }),
      ),
      [],
      'nothing listens',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            checked(
              ['CMD-SHELL', 'wget -qO- http://localhost:8080/'],
              '',
              { log: ['60 listening on 0.0.0.0:8080'] },
              'healthy',
            ),
          ],
        }),
      ),
      [],
      'it passes',
    );
  });
});
