import assert from 'node:assert/strict';
import { unexplainedExit as cause } from '../../../../src/diagnosis/causes/programs/unexplainedExit';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause unexplained-exit', () => {
  it('catches an unhandled error', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [{ state: exited(1), log: ['12 Traceback (most recent call last):', '12 ValueError: bad row 7'] }],
      }),
    );
    assert.match(found?.title ?? '', /exit code 1: ValueError: bad row 7; no restart policy/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches no words at all', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(3) }] }));
    assert.match(found?.title ?? '', /exit code 3/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(0) }] })), [], 'it ended well');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(143) }] })), [], 'it was stopped');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
