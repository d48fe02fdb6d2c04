import assert from 'node:assert/strict';
import { dependencyFailing as cause } from '../../../../src/diagnosis/causes/dependencies/dependencyFailing';
import { foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause dependency-failing', () => {
  it('catches a looping queue', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            restarts: 4,
            state: { StartedAt: ago(1) },
            log: ['5 connect ECONNREFUSED queue:5672 connection refused queue:5672'],
          },
          {
            name: 'queue',
            restarts: 9,
            state: { Status: 'restarting', ExitCode: 3, StartedAt: ago(3), FinishedAt: ago(2) },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /queue/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 queue:5672 connection refused'] },
            { name: 'queue' },
          ],
        }),
      ),
      [],
      'the queue is fine',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ name: 'api' }, { name: 'queue', restarts: 9, state: { Status: 'restarting', ExitCode: 3 } }],
        }),
      ),
      [],
      'the log is fine',
    );
  });
});
