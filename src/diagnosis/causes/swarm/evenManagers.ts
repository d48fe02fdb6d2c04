// A swarm has two or another even number of managers, which makes it no safer than with one fewer (D26).

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';

interface Data {
  readonly count: number;
}

export const evenManagers = defineCause<'swarm', Data>({
  id: 'even-managers',
  code: 'D26',
  severity: 'info',
  over: 'swarm',
  needs: [],
  title: ({ count }) =>
    count === 2
      ? 'The swarm has 2 managers: if one is lost, the other can change nothing any more'
      : `The swarm has ${count} managers, which survive no more losses than ${count - 1}`,
  explanation: ({ count }) =>
    `Managers decide by majority. Of ${count} the swarm needs ${Math.floor(count / 2) + 1}, so it survives the loss of ${Math.ceil(count / 2) - 1}. Three, five or seven are usual.`,
  check({ target, picture }) {
    const managers = (valueIn(picture.nodes) ?? []).filter(({ role }) => role === 'manager');
    if ((target.kind !== 'swarm' && target.kind !== 'engine') || managers.length < 2 || managers.length % 2 === 1)
      return [];
    return [
      {
        data: { count: managers.length },
        confidence: 0.9,
        subject: { kind: 'swarm' },
        evidence: managers.slice(0, 6).map(({ name, reachability }) => ({
          source: 'node',
          path: `${name}: Spec.Role`,
          excerpt: `manager, ${reachability ?? 'reachability unknown'}`,
        })),
        remedies: [
          { title: 'Promote or demote one node', snippet: 'docker node promote NODE   # or: docker node demote NODE' },
        ],
      },
    ];
  },
});
