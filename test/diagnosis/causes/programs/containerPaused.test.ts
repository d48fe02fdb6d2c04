import assert from 'node:assert/strict';
import { containerPaused as cause } from '../../../../src/diagnosis/causes/programs/containerPaused';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause container-paused', () => {
  it('catches the state', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: { Status: 'paused', Paused: true }, events: ['5 pause'] }] }),
    );
    assert.match(found?.title ?? '', /is paused/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{}] })), [], 'it runs');
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ state: exited(0) }] })), [], 'it ended');
  });
});
