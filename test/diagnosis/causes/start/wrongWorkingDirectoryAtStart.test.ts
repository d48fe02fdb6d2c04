import assert from 'node:assert/strict';
import { wrongWorkingDirectoryAtStart as cause } from '../../../../src/diagnosis/causes/start/wrongWorkingDirectoryAtStart';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause wrong-working-directory-at-start', () => {
  it('catches: runc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: chdir to cwd ("/root/app") set in config.json failed: permission denied: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /\/root\/app/);
    assert.ok(found?.evidence[0]?.excerpt.includes('/root/app'));
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
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: chdir to cwd ("/root/app") set in config.json failed: permission denied: unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
