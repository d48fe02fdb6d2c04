import assert from 'node:assert/strict';
import { overlayNotAttachable as cause } from '../../../../src/diagnosis/causes/network/overlayNotAttachable';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause overlay-not-attachable', () => {
  it('catches: swarmkit', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'Could not attach to network back: rpc error: code = PermissionDenied desc = network back not manually attachable',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /back is not attachable/);
    assert.ok(found?.evidence[0]?.excerpt.includes('back'));
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
                  'Could not attach to network back: rpc error: code = PermissionDenied desc = network back not manually attachable',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
