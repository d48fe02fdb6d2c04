import assert from 'node:assert/strict';
import { evenManagers as cause } from '../../../../src/diagnosis/causes/swarm/evenManagers';
import { foundBy, scene } from '../../dossiers';
import { node } from '../../pictures';

describe('cause even-managers', () => {
  it('catches two', () => {
    const [found] = foundBy(
      cause,
      scene({
        target: { kind: 'swarm' },
        nodes: [node({ id: 'n0', name: 'm0', role: 'manager' }), node({ id: 'n1', name: 'm1', role: 'manager' })],
      }),
    );
    assert.match(found?.title ?? '', /has 2 managers/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches four', () => {
    const [found] = foundBy(
      cause,
      scene({
        target: { kind: 'swarm' },
        nodes: [
          node({ id: 'n0', name: 'm0', role: 'manager' }),
          node({ id: 'n1', name: 'm1', role: 'manager' }),
          node({ id: 'n2', name: 'm2', role: 'manager' }),
          node({ id: 'n3', name: 'm3', role: 'manager' }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /survive no more losses than 3/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          target: { kind: 'swarm' },
          nodes: [node({ id: 'n0', name: 'm0', role: 'manager' }), node({ id: 'n1', name: 'm1', role: 'worker' })],
        }),
      ),
      [],
      'one',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          target: { kind: 'swarm' },
          nodes: [
            node({ id: 'n0', name: 'm0', role: 'manager' }),
            node({ id: 'n1', name: 'm1', role: 'manager' }),
            node({ id: 'n2', name: 'm2', role: 'manager' }),
          ],
        }),
      ),
      [],
      'three',
    );
  });
});
