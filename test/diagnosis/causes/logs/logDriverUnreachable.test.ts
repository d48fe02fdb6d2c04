import assert from 'node:assert/strict';
import { logDriverUnreachable as cause } from '../../../../src/diagnosis/causes/logs/logDriverUnreachable';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause log-driver-unreachable', () => {
  it('catches: Fluentd down', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to initialize logging driver: dial tcp 10.1.1.1:24224: connect: connection refused',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /log driver fails/);
    assert.ok(found?.evidence[0]?.excerpt.includes('logging driver'));
  });

  it('catches: Engine 25 and later', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to create task for container: failed to initialize logging driver: Unable to connect to syslog',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /log driver/);
    assert.ok(found?.evidence[0]?.excerpt.includes('logging driver'));
  });

  it('is silent about other words, and about a container that runs', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: notStarted('error looking up logging plugin nosuch: plugin "nosuch" not found') }] }),
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
                Error: 'failed to initialize logging driver: dial tcp 10.1.1.1:24224: connect: connection refused',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
