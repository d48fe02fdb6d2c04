import assert from 'node:assert/strict';
import { logDriverNotFound as cause } from '../../../../src/diagnosis/causes/logs/logDriverNotFound';
import { foundBy, notStarted, scene } from '../../dossiers';

describe('cause log-driver-not-found', () => {
  it('catches: a plugin', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: notStarted(
              'failed to initialize logging driver: error looking up logging plugin loki: plugin "loki" not found',
            ),
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /loki is not installed/);
    assert.ok(found?.evidence[0]?.excerpt.includes('loki'));
  });

  it('catches: a misspelt driver', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: notStarted("logger: no log driver named 'fluent' is registered") }] }),
    );
    assert.match(found?.title ?? '', /fluent is not installed/);
    assert.ok(found?.evidence[0]?.excerpt.includes('fluent'));
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
                  'failed to initialize logging driver: error looking up logging plugin loki: plugin "loki" not found',
              },
            },
          ],
        }),
      ),
      [],
    );
  });
});
