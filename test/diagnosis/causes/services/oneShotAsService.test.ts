import assert from 'node:assert/strict';
import { oneShotAsService as cause } from '../../../../src/diagnosis/causes/services/oneShotAsService';
import { foundBy, scene } from '../../dossiers';
import { ago, failed, task } from '../../pictures';

describe('cause one-shot-as-service', () => {
  it('catches complete tasks one after the other', () => {
    const [found] = foundBy(
      cause,
      scene({
        crews: [
          {
            tasks: [
              task({ id: 't0', state: 'ready', since: ago(2) }),
              failed('t1', 5, { state: 'complete', error: '', exitCode: 0 }),
              failed('t2', 12, { state: 'complete', error: '', exitCode: 0 }),
              failed('t3', 20, { state: 'complete', error: '', exitCode: 0 }),
            ],
            boxes: { t1: [], t2: [], t3: [] },
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /one-shot job/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          crews: [
            {
              mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } },
              tasks: [failed('t1', 5, { state: 'complete', desiredState: 'complete', error: '', exitCode: 0 })],
              boxes: { t1: [] },
            },
          ],
        }),
      ),
      [],
      'a job',
    );
    assert.deepEqual(foundBy(cause, scene({ crews: [{}] })), [], 'it runs');
  });
});
