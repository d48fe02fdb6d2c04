import assert from 'node:assert/strict';
import { commandNotFound as cause } from '../../../../src/diagnosis/causes/start/commandNotFound';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause command-not-found', () => {
  it('catches: runc, with its command', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "gunicornd": executable file not found in $PATH: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /gunicornd.*not found/);
    assert.ok(found?.evidence[0]?.excerpt.includes('gunicornd'));
  });

  it('catches: crun', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'crun: executable file `serve` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /serve.*not found/);
    assert.ok(found?.evidence[0]?.excerpt.includes('serve'));
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
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "gunicornd": executable file not found in $PATH: unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
