import assert from 'node:assert/strict';
import { downSinceEngineRestart as cause } from '../../../../src/diagnosis/causes/programs/downSinceEngineRestart';
import { type Box, exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

/** A container that ended ten minutes ago, and others that have run for so many seconds. */
function afterRestart(othersSince: readonly number[], policy = 'no'): readonly Box[] {
  return [
    {
      state: exited(143, { StartedAt: ago(9000), FinishedAt: ago(600) }),
      host: { RestartPolicy: { Name: policy } },
    },
    ...othersSince.map((seconds, i) => ({ name: `o${i}`, state: { StartedAt: ago(seconds) } })),
  ];
}

describe('cause down-since-engine-restart', () => {
  it('catches a machine that was restarted', () => {
    const [found] = foundBy(cause, scene({ boxes: afterRestart([590, 585]) }), 'web is gone since the reboot');
    assert.match(found?.title ?? '', /engine or its machine restarted.*policy no/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: afterRestart([590, 585]) })), [], 'nobody misses it');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: afterRestart([590, 585, 8000]) }), 'web is gone'),
      [],
      'another has run on',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: afterRestart([590]) }), 'web is gone'), [], 'only one came back');
    assert.deepEqual(
      foundBy(cause, scene({ boxes: afterRestart([590, 585], 'always') }), 'web is gone'),
      [],
      'a policy that brings it back',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            { state: exited(1, { FinishedAt: ago(600) }), host: { RestartPolicy: { Name: 'no' } } },
            { name: 'o0', state: { StartedAt: ago(590) } },
            { name: 'o1', state: { StartedAt: ago(585) } },
          ],
        }),
        'web is gone',
      ),
      [],
      'it failed by itself',
    );
  });
});
