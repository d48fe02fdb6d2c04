import assert from 'node:assert/strict';
import { updateWaitsForOldTask as cause } from '../../../src/diagnosis/causes/updateWaitsForOldTask';
import { foundBy, scene } from '../dossiers';
import { ago, task } from '../pictures';

describe('cause update-waits-for-old-task', () => {
  it('catches five minutes', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            container: { StopGracePeriod: 300e9 },
            more: { UpdateStatus: { State: 'updating', StartedAt: ago(90) } },
            tasks: [
              task({ id: 'old', desiredState: 'shutdown', since: ago(100) }),
              task({ id: 'new', state: 'ready' }),
            ],
          },
        ],
      }),
      'the update hangs',
    );
    assert.match(found?.title ?? '', /waits for its old task api\.1 to stop on worker-1.*300 s/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              container: { StopGracePeriod: 300e9 },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(90) } },
              tasks: [
                task({ id: 'old', desiredState: 'shutdown', since: ago(100) }),
                task({ id: 'new', state: 'ready' }),
              ],
            },
          ],
        }),
      ),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              container: { StopGracePeriod: 10e9 },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(90) } },
              tasks: [
                task({ id: 'old', desiredState: 'shutdown', since: ago(100) }),
                task({ id: 'new', state: 'ready' }),
              ],
            },
          ],
        }),
        'the update hangs',
      ),
      [],
      'a short one',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              container: { StopGracePeriod: 300e9 },
              more: { UpdateStatus: { State: 'completed', StartedAt: ago(90) } },
              tasks: [
                task({ id: 'old', desiredState: 'shutdown', since: ago(100) }),
                task({ id: 'new', state: 'ready' }),
              ],
            },
          ],
        }),
        'the update hangs',
      ),
      [],
      'no update',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              container: { StopGracePeriod: 300e9 },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(90) } },
              tasks: [
                task({ id: 'old', state: 'shutdown', desiredState: 'shutdown' }),
                task({ id: 'new', state: 'ready' }),
              ],
            },
          ],
        }),
        'the update hangs',
      ),
      [],
      'it is gone',
    );
  });
});
