import assert from 'node:assert/strict';
import { outOfMemoryInside as cause } from '../../../../src/diagnosis/causes/limits/outOfMemoryInside';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause out-of-memory-inside', () => {
  it('catches Node.js', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(134),
            log: ['12 FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /Node.js/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Java', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 java.lang.OutOfMemoryError: Java heap space'] }] }),
    );
    assert.match(found?.title ?? '', /Java/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(137, { OOMKilled: true }), log: ['12 MemoryError'] }] })),
      [],
      'the kernel did it',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 boom'] }] })), [], 'other words');
  });
});
