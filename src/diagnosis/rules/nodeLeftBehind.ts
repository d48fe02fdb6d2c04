// A node that is down while another of the same name is up: a machine that joined anew left its old entry (D32).

import { clean, defineRule } from '../rule';
import { nodeRef } from '../screen/nodeCases';

export const nodeLeftBehind = defineRule<'node', { name: string; manager: boolean }>({
  id: 'node-left-behind',
  code: 'D32',
  severity: 'info',
  over: 'node',
  needs: ['node'],
  explains: ['node-down', 'node-unreachable-manager'],
  title: () => 'left-over entry: a node of the same name is up',
  explanation: ({ name, manager }) =>
    `Two nodes are called ${name}; one is up, this one is down. The machine seems to have left the swarm and joined again, and the old entry was never removed.${
      manager ? ' As a manager it still counts for the majority, so demote it first.' : ''
    }`,
  check(node, { nodes }) {
    if (node.state !== 'down' || node.name === '') return clean;
    const twin = [...nodes.values()].find(
      (other) => other.id !== node.id && other.name === node.name && other.state === 'ready',
    );
    if (twin === undefined) return clean;
    const manager = node.role === 'manager';
    const target = nodeRef(node);
    return {
      caught: [
        {
          data: { name: node.name, manager },
          confidence: 0.8,
          // A manager's ghost weighs on the majority, whatever its name.
          severity: manager ? 'warning' : 'info',
          subject: target,
          evidence: [
            { source: 'node', path: 'Status.State', excerpt: 'down' },
            {
              source: 'node',
              path: 'Description.Hostname',
              excerpt: `${twin.id.slice(0, 12)} has the same host name and is ready`,
            },
          ],
          remedies: [
            {
              title: 'Copy the command that removes it',
              snippet: manager
                ? `docker node demote ${node.id} && docker node rm ${node.id}`
                : `docker node rm ${node.id}`,
            },
            { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
          ],
        },
      ],
    };
  },
});
