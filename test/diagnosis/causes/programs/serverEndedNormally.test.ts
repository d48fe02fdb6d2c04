import assert from 'node:assert/strict';
import { serverEndedNormally as cause } from '../../../../src/diagnosis/causes/programs/serverEndedNormally';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause server-ended-normally', () => {
  it('catches a server', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(0), config: { ExposedPorts: { '80/tcp': {} } } }] }),
      'web is unreachable',
    );
    assert.match(found?.title ?? '', /ended by itself with exit code 0.*policy no/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(0), config: { ExposedPorts: { '80/tcp': {} } } }] })),
      [],
      'nobody misses it',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(0) }] }), 'web is gone'), [], 'a job');
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: exited(2), config: { ExposedPorts: { '80/tcp': {} } } }] }),
        'web is gone',
      ),
      [],
      'it failed',
    );
  });
});
