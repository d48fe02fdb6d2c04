import assert from 'node:assert/strict';
import { oneShotRestarted as cause } from '../../../../src/diagnosis/causes/programs/oneShotRestarted';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause one-shot-restarted', () => {
  it('catches a job with restart: always', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            host: { RestartPolicy: { Name: 'always' } },
            restarts: 6,
            state: { Status: 'restarting', ExitCode: 0, StartedAt: ago(4), FinishedAt: ago(2) },
            log: ['3 done'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /one-shot job/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ restarts: 6, state: { Status: 'restarting', ExitCode: 1 } }] })),
      [],
      'it crashes',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(0) }] })), [], 'it finished and stays so');
  });
});
