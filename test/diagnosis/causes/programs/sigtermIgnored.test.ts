import assert from 'node:assert/strict';
import { sigtermIgnored as cause } from '../../../../src/diagnosis/causes/programs/sigtermIgnored';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause sigterm-ignored', () => {
  it('catches SIGTERM, then SIGKILL', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            config: { Cmd: ['sh', '/run.sh'] },
            state: exited(137),
            events: ['40 start', '20 kill signal=15', '10 kill signal=9', '10 die exitCode=137', '10 stop'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /ignored SIGTERM.*10 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: exited(143), events: ['40 start', '20 kill signal=15', '20 die exitCode=143', '20 stop'] }],
        }),
      ),
      [],
      'it ended when asked',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: exited(137), events: ['40 start', '10 kill signal=9', '10 die exitCode=137'] }] }),
      ),
      [],
      'only SIGKILL',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ events: ['40 start', '20 kill signal=15', '10 kill signal=9', '10 die exitCode=137', '5 start'] }],
        }),
      ),
      [],
      'it runs again',
    );
  });
});
