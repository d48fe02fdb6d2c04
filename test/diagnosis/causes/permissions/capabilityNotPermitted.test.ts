import assert from 'node:assert/strict';
import { capabilityNotPermitted as cause } from '../../../../src/diagnosis/causes/permissions/capabilityNotPermitted';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause capability-not-permitted', () => {
  it('catches: runc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: unable to apply caps: operation not permitted: unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /not permitted on this host/);
    assert.ok(found?.evidence[0]?.excerpt.includes('caps'));
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
                  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: unable to apply caps: operation not permitted: unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
