import assert from 'node:assert/strict';
import { hostPortInUseByProcess as cause } from '../../../../src/diagnosis/causes/ports/hostPortInUseByProcess';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause host-port-in-use-by-process', () => {
  it('catches: 20.10', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'driver failed programming external connectivity on endpoint x (49ad): Error starting userland proxy: listen tcp4 0.0.0.0:9100: bind: address already in use',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /port 9100 is already in use/);
    assert.ok(found?.evidence[0]?.excerpt.includes('9100'));
  });

  it('catches: 28', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted('failed to bind host port 0.0.0.0:9100/tcp: address already in use') }] }),
    );
    assert.match(found?.title ?? '', /port 9100/);
    assert.ok(found?.evidence[0]?.excerpt.includes('9100'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: notStarted('Bind for 0.0.0.0:8080 failed: port is already allocated') }] }),
      ),
      [],
    );
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
                  'driver failed programming external connectivity on endpoint x (49ad): Error starting userland proxy: listen tcp4 0.0.0.0:9100: bind: address already in use',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
