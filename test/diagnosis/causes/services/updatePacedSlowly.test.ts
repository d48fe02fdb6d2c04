import assert from 'node:assert/strict';
import { updatePacedSlowly as cause } from '../../../../src/diagnosis/causes/services/updatePacedSlowly';
import { foundBy, scene } from '../../dossiers';
import { ago, task } from '../../pictures';

describe('cause update-paced-slowly', () => {
  it('catches a long delay', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            spec: { UpdateConfig: { Delay: 600e9, Parallelism: 1 } },
            more: { UpdateStatus: { State: 'updating', StartedAt: ago(90), Message: 'update in progress' } },
            tasks: [task()],
          },
        ],
      }),
      'the update does not finish',
    );
    assert.match(found?.title ?? '', /update delay is 10 min between steps of 1 task at a time/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a long watch', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            spec: { UpdateConfig: { Monitor: 300e9, Parallelism: 2 } },
            more: { UpdateStatus: { State: 'updating', StartedAt: ago(90), Message: 'update in progress' } },
            tasks: [task()],
          },
        ],
      }),
      'the update does not finish',
    );
    assert.match(found?.title ?? '', /monitors each step of 2 tasks at a time for 5 min/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              spec: { UpdateConfig: { Delay: 600e9 } },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(90), Message: 'update in progress' } },
              tasks: [task()],
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
              spec: { UpdateConfig: { Delay: 5e9 } },
              more: { UpdateStatus: { State: 'updating', StartedAt: ago(90), Message: 'update in progress' } },
              tasks: [task()],
            },
          ],
        }),
        'the update does not finish',
      ),
      [],
      'a short delay',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              spec: { UpdateConfig: { Delay: 600e9 } },
              more: { UpdateStatus: { State: 'completed', StartedAt: ago(90), Message: 'update in progress' } },
              tasks: [task()],
            },
          ],
        }),
        'the update does not finish',
      ),
      [],
      'it is done',
    );
  });
});
