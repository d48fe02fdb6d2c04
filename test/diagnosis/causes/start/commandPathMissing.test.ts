import assert from 'node:assert/strict';
import { commandPathMissing as cause } from '../../../../src/diagnosis/causes/start/commandPathMissing';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause command-path-missing', () => {
  it('catches: runc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/run": stat /app/run: no such file or directory: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/app\/run does not exist/);
    assert.ok(found?.evidence[0]?.excerpt.includes('/app/run'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('the frobnicator failed') }] })), []);
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), []);
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: {
                Error:
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/run": stat /app/run: no such file or directory: unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
