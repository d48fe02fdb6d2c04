import assert from 'node:assert/strict';
import { healthcheckWrongAddress as cause } from '../../../../src/diagnosis/causes/health/healthcheckWrongAddress';
import { foundBy, scene } from '../../dossiers';
import { checked } from '../../scenes';

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
