import assert from 'node:assert/strict';
import { ulimitAboveHostLimit as cause } from '../../../../src/diagnosis/causes/start/ulimitAboveHostLimit';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause ulimit-above-host-limit', () => {
  it('catches: runc 1.1', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error setting rlimits for ready process: error setting rlimit type 7: operation not permitted: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /ulimit is higher/);
    assert.ok(found?.evidence[0]?.excerpt.includes('rlimit'));
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
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error setting rlimits for ready process: error setting rlimit type 7: operation not permitted: unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
