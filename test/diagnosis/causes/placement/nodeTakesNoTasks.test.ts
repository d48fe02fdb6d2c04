import assert from 'node:assert/strict';
import { nodeTakesNoTasks as cause } from '../../../../src/diagnosis/causes/placement/nodeTakesNoTasks';
import { foundBy, scene } from '../../dossiers';
import { node } from '../../pictures';

describe('cause node-takes-no-tasks', () => {
  it('catches a drained one', () => {
    const [found] = foundBy(
      cause,
      scene({
        target: { kind: 'node', id: 'n1', name: 'worker-1' },
        nodes: [node({ availability: 'drain', state: 'ready' })],
      }),
      'worker-1 has no tasks',
    );
    assert.match(found?.title ?? '', /gets no tasks because it is drained/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a paused one', () => {
    const [found] = foundBy(
      cause,
      scene({
        target: { kind: 'node', id: 'n1', name: 'worker-1' },
        nodes: [node({ availability: 'pause', state: 'ready' })],
      }),
      'nothing starts on worker-1, tasks stay pending',
    );
    assert.match(found?.title ?? '', /paused/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          target: { kind: 'node', id: 'n1', name: 'worker-1' },
          nodes: [node({ availability: 'drain', state: 'ready' })],
        }),
      ),
      [],
      'nobody misses it',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          target: { kind: 'node', id: 'n1', name: 'worker-1' },
          nodes: [node({ availability: 'active', state: 'ready' })],
        }),
        'worker-1 has no tasks',
      ),
      [],
      'an active one',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          target: { kind: 'node', id: 'n1', name: 'worker-1' },
          nodes: [node({ availability: 'drain', state: 'down' })],
        }),
        'worker-1 has no tasks',
      ),
      [],
      'one that is down',
    );
  });
});
