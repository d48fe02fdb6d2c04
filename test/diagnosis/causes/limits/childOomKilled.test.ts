import assert from 'node:assert/strict';
import { childOomKilled as cause } from '../../../../src/diagnosis/causes/limits/childOomKilled';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause child-oom-killed', () => {
  it('catches an oom event while it runs', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ host: { Memory: 134217728 }, events: ['30 oom'] }] }));
    assert.match(found?.title ?? '', /child process.*128 MiB/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a container that ended with 0', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(0, { OOMKilled: true }) }] }));
    assert.match(found?.title ?? '', /OOM-killed/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(137, { OOMKilled: true }) }] })),
      [],
      'its main process was ended',
    );
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ host: { Memory: 134217728 } }] })), [], 'nothing happened');
  });
});
