import assert from 'node:assert/strict';
import { memoryNearLimit as cause } from '../../../../src/diagnosis/causes/limits/memoryNearLimit';
import { foundBy, scene } from '../../dossiers';

describe('cause memory-near-limit', () => {
  it('catches a slow one', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ host: { Memory: 100_000_000 }, stats: { memoryBytes: 98_000_000 } }] }),
      'web is slow',
    );
    assert.match(found?.title ?? '', /uses 93 MiB of 95 MiB \(98 %\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ host: { Memory: 100_000_000 }, stats: { memoryBytes: 98_000_000 } }] })),
      [],
      'nobody complains',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ host: { Memory: 200_000_000 }, stats: { memoryBytes: 98_000_000 } }] }),
        'web is slow',
      ),
      [],
      'half of it',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ stats: { memoryBytes: 98_000_000 } }] }), 'web is slow'),
      [],
      'no limit',
    );
  });
});
