import assert from 'node:assert/strict';
import { pidsLimitReached as cause } from '../../../../src/diagnosis/causes/limits/pidsLimitReached';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause pids-limit-reached', () => {
  it('catches Python', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ host: { PidsLimit: 30 }, state: exited(1), log: ["12 RuntimeError: can't start new thread"] }],
      }),
    );
    assert.match(found?.title ?? '', /PidsLimit 30/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches at the limit now', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ host: { PidsLimit: 50 }, stats: { pids: 50 } }] }));
    assert.match(found?.title ?? '', /PidsLimit 50/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ host: { PidsLimit: 50 }, stats: { pids: 9 } }] })),
      [],
      'far from it',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
