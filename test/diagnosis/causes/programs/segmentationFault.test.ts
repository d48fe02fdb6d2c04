import assert from 'node:assert/strict';
import { segmentationFault as cause } from '../../../../src/diagnosis/causes/programs/segmentationFault';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause segmentation-fault', () => {
  it('catches exit code 139', () => {
    const [found] = foundBy(cause, scene({ boxes: [{ state: exited(139) }] }));
    assert.match(found?.title ?? '', /segmentation fault/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(134) }] })), [], 'another code');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
  });
});
