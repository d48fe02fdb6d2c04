import assert from 'node:assert/strict';
import { oomKilled as cause } from '../../../../src/diagnosis/causes/limits/oomKilled';
import { exited, foundBy, scene } from '../../dossiers';
import { ago } from '../../pictures';

describe('cause oom-killed', () => {
  it('catches the flag of the engine', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(137, { OOMKilled: true }), host: { Memory: 67108864 } }] }),
    );
    assert.match(found?.title ?? '', /OOM-killed.*64 MiB/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches an oom event in a restart loop', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          { restarts: 4, state: { StartedAt: ago(1) }, events: ['9 start', '6 oom', '6 die exitCode=137', '1 start'] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /OOM-killed/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(137), events: ['10 kill signal=9', '10 die exitCode=137'] }] })),
      [],
      'somebody killed it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: exited(137), events: ['20 kill signal=15', '10 kill signal=9', '10 die exitCode=137'] }],
        }),
      ),
      [],
      'it was stopped',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
