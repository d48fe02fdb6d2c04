// A manager that the other managers cannot reach although its node is not down: the majority is thinner than it looks.

import { clean, defineRule } from '../rule';
import { managersWords, nodeRef } from '../screen/nodeCases';

export const nodeUnreachableManager = defineRule<'node', { managers: string }>({
  id: 'node-unreachable-manager',
  severity: 'error',
  over: 'node',
  needs: ['node'],
  title: ({ managers }) => `manager unreachable · ${managers}`,
  explanation: ({ managers }) =>
    `The other managers cannot reach this one (${managers}). Without a majority of managers the swarm can change nothing. Check its engine, and that port 2377 is open between the managers.`,
  check(node, { nodes }) {
    // A node that is down has a finding of its own, which counts the managers too.
    if (node.role !== 'manager' || node.reachability !== 'unreachable' || node.state === 'down') return clean;
    const target = nodeRef(node);
    return {
      caught: [
        {
          data: { managers: managersWords(nodes) },
          confidence: 0.95,
          subject: target,
          evidence: [
            {
              source: 'node',
              path: 'ManagerStatus.Reachability',
              excerpt: `unreachable${node.managerAddress ? ` at ${node.managerAddress}` : ''}`,
            },
          ],
          remedies: [{ title: 'Inspect', command: 'dockhound.inspect', arguments: [target] }],
        },
      ],
    };
  },
});
