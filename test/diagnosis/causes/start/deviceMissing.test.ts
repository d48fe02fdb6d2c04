import assert from 'node:assert/strict';
import { deviceMissing as cause } from '../../../../src/diagnosis/causes/start/deviceMissing';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause device-missing', () => {
  it('catches: 20.10', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'error gathering device information while adding custom device "/dev/ttyUSB7": no such file or directory',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /ttyUSB7/);
    assert.ok(found?.evidence[0]?.excerpt.includes('ttyUSB7'));
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
                  'error gathering device information while adding custom device "/dev/ttyUSB7": no such file or directory',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
