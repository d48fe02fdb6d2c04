import assert from 'node:assert/strict';
import { engineVersionsDiffer as cause } from '../../../../src/diagnosis/causes/swarm/engineVersionsDiffer';
import { foundBy, scene } from '../../dossiers';
import { node } from '../../pictures';

describe('cause engine-versions-differ', () => {
  it('catches two versions', () => {
    const [found] = foundBy(
      cause,
      scene({
        target: { kind: 'swarm' },
        nodes: [
          node({ id: 'n0', name: 'm0', engineVersion: '20.10.24' }),
          node({ id: 'n1', name: 'm1', engineVersion: '28.5.2' }),
        ],
      }),
    );
    assert.match(found?.title ?? '', /m0 20\.10\.24, m1 28\.5\.2/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          target: { kind: 'swarm' },
          nodes: [
            node({ id: 'n0', name: 'm0', engineVersion: '28.5.1' }),
            node({ id: 'n1', name: 'm1', engineVersion: '28.5.2' }),
          ],
        }),
      ),
      [],
      'one version',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          target: { kind: 'swarm' },
          nodes: [node({ id: 'n0', name: 'm0', role: 'manager' }), node({ id: 'n1', name: 'm1', role: 'worker' })],
        }),
      ),
      [],
      'unknown',
    );
  });
});
