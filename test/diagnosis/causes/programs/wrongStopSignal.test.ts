import assert from 'node:assert/strict';
import { wrongStopSignal as cause } from '../../../../src/diagnosis/causes/programs/wrongStopSignal';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause wrong-stop-signal', () => {
  it('catches SIGUSR1', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(137),
            config: { StopSignal: 'SIGUSR1' },
            events: ['30 kill signal=10', '20 kill signal=9', '20 die exitCode=137'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /wrong signal SIGUSR1.*killed after 10 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches one whose events are gone', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(137), config: { StopSignal: 'SIGHUP' } }] }));
    assert.match(found?.title ?? '', /wrong signal SIGHUP/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(137),
              config: { StopSignal: 'SIGTERM' },
              events: ['30 kill signal=15', '20 kill signal=9', '20 die exitCode=137'],
            },
          ],
        }),
      ),
      [],
      'SIGTERM',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: exited(137), events: ['30 kill signal=10', '20 kill signal=9', '20 die exitCode=137'] }],
        }),
      ),
      [],
      'by hand',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: exited(137, { OOMKilled: true }), config: { StopSignal: 'SIGUSR1' } }] }),
      ),
      [],
      'for memory',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { state: exited(0), config: { StopSignal: 'SIGUSR1' }, events: ['30 kill signal=10', '29 die exitCode=0'] },
          ],
        }),
      ),
      [],
      'it ended on it',
    );
  });
});
