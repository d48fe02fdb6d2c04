import assert from 'node:assert/strict';
import { dependencyDown as cause } from '../../../../src/diagnosis/causes/dependencies/dependencyDown';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause dependency-down', () => {
  it('catches a stopped database', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            name: 'api',
            restarts: 4,
            state: { StartedAt: ago(1) },
            events: ['4 die exitCode=1'],
            log: ['5 could not translate host name "db" to address: Name or service not known'],
          },
          { name: 'db', state: exited(0), events: ['30 kill signal=15', '29 die exitCode=0', '29 stop'] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /db is stopped.*api needs it/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { name: 'api', restarts: 4, state: { StartedAt: ago(1) }, log: ['5 dial tcp: lookup db: no such host'] },
            { name: 'db' },
          ],
        }),
      ),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ name: 'api' }, { name: 'db', state: exited(1) }] })),
      [],
      'the log is fine',
    );
  });
});
