import assert from 'node:assert/strict';
import { updateWaitsForOldTask as cause } from '../../../../src/diagnosis/causes/services/updateWaitsForOldTask';
import type { Task } from '../../../../src/model/task';
import { type Crew, foundBy, scene } from '../../dossiers';
import { ago, task } from '../../pictures';

interface Replacing {
  readonly graceNano?: number;
  readonly state?: string;
  readonly old?: Partial<Task>;
}

/** An update that began 90 s ago, whose old task was told to stop before; by default it has five minutes for that. */
function replacing({ graceNano = 300e9, state = 'updating', old = stopping }: Replacing = {}): Crew {
  return {
    container: { StopGracePeriod: graceNano },
    more: { UpdateStatus: { State: state, StartedAt: ago(90) } },
    tasks: [task({ id: 'old', ...old }), task({ id: 'new', state: 'ready' })],
  };
}
const stopping: Partial<Task> = { desiredState: 'shutdown', since: ago(100) };

describe('cause update-waits-for-old-task', () => {
  it('catches five minutes', () => {
    const [found] = foundBy(cause, scene({ crews: [replacing()] }), 'the update hangs');
    assert.match(found?.title ?? '', /waits for its old task api\.1 to stop on worker-1.*300 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ crews: [replacing()] })), [], 'nobody misses it');
    assert.deepEqual(
      foundBy(cause, scene({ crews: [replacing({ graceNano: 10e9 })] }), 'the update hangs'),
      [],
      'a short one',
    );
    assert.deepEqual(
      foundBy(cause, scene({ crews: [replacing({ state: 'completed' })] }), 'the update hangs'),
      [],
      'no update',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ crews: [replacing({ old: { state: 'shutdown', desiredState: 'shutdown' } })] }),
        'the update hangs',
      ),
      [],
      'it is gone',
    );
  });
});
