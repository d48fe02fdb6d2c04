import assert from 'node:assert/strict';
import { entrypointNotExecutable as cause } from '../../../../src/diagnosis/causes/start/entrypointNotExecutable';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause entrypoint-not-executable', () => {
  it('catches: runc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/entry.sh": permission denied: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /entry.sh is not executable/);
    assert.ok(found?.evidence[0]?.excerpt.includes('/entry.sh'));
  });

  it('catches: a folder', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/opt": is a directory: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /not executable/);
    assert.ok(found?.evidence[0]?.excerpt.includes('/opt'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: notStarted('mkdir /data: permission denied') }] })), []);
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
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/entry.sh": permission denied: unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
