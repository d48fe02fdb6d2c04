// The swarm’s root certificate is being rotated, and a node that is away keeps that from ending (D30).

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly away: string;
}

export const rootRotationPending = defineCause<'swarm', Data>({
  id: 'root-rotation-pending',
  code: 'D30',
  severity: 'warning',
  over: 'swarm',
  needs: ['engine', 'nodes'],
  title: ({ away }) =>
    `The rotation of the swarm’s root certificate does not end, because ${away} is not there to take its new one`,
  explanation: ({ away }) =>
    `After docker swarm ca --rotate every node gets a certificate of the new root, and until the last one has it both roots count. ${away} does not answer, so it cannot get its own.`,
  check({ target, engine, picture }) {
    if (target.kind !== 'swarm' && target.kind !== 'engine' && target.kind !== 'node') return [];
    const away = (valueIn(picture.nodes) ?? []).filter(({ state }) => state !== 'ready');
    if (valueIn(engine)?.swarm.rootRotating !== true || away.length === 0) return [];
    if (target.kind === 'node' && !away.some(({ id }) => id === target.id)) return [];
    const names = away.map(({ name }) => name).join(', ');
    return [
      {
        data: { away: names },
        confidence: 0.93,
        subject: { kind: 'swarm' },
        evidence: [
          inspectProof('Info: Swarm.Cluster.RootRotationInProgress', true),
          ...away.slice(0, 5).map(({ name, state }) => ({
            source: 'node' as const,
            path: `${name}: Status.State`,
            excerpt: state,
          })),
        ],
        remedies: [
          {
            title: 'Bring the node back, or remove it from the swarm',
            snippet: `docker node rm --force ${away[0]?.name ?? ''}`,
          },
        ],
      },
    ];
  },
});
