import assert from 'node:assert/strict';
import { stoppedOnRequest as cause } from '../../../../src/diagnosis/causes/programs/stoppedOnRequest';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause stopped-on-request', () => {
  it('catches one that is missed', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(143),
            host: { RestartPolicy: { Name: 'no' } },
            events: ['20 kill signal=15', '10 die exitCode=143', '10 stop'],
          },
        ],
      }),
      'web is unreachable',
    );
    assert.match(found?.title ?? '', /somebody stopped it/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one that ended well when asked', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(0),
            host: { RestartPolicy: { Name: 'no' } },
            events: ['20 kill signal=15', '10 die exitCode=0', '10 stop'],
          },
        ],
      }),
      'web is gone',
    );
    assert.match(found?.title ?? '', /it did not fail/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(143),
              host: { RestartPolicy: { Name: 'no' } },
              events: ['20 kill signal=15', '10 die exitCode=143', '10 stop'],
            },
          ],
        }),
      ),
      [],
      'nobody misses it',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1) }] }), 'web is gone'), [], 'it failed');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: {} }] }), 'web is unreachable'), [], 'it runs');
  });
});
