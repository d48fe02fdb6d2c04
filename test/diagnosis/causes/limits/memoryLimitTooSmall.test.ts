import assert from 'node:assert/strict';
import { memoryLimitTooSmall as cause } from '../../../../src/diagnosis/causes/limits/memoryLimitTooSmall';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause memory-limit-too-small', () => {
  it('catches: runc 1.1', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /memory limit is too small/);
    assert.ok(found?.evidence[0]?.excerpt.includes('OOM-killed'));
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
                  'OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
