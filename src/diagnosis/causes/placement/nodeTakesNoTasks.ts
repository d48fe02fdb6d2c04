// A node that somebody expects to work takes no tasks: it is drained or paused (D03).

import { defineCause } from '../../cause';
import { nodeRef } from '../../screen/nodeCases';

interface Data {
  readonly name: string;
  readonly drained: boolean;
}

export const nodeTakesNoTasks = defineCause<'node', Data>({
  id: 'node-takes-no-tasks',
  code: 'D03',
  severity: 'warning',
  over: 'node',
  needs: [],
  onlyWith: ['gone', 'neverStarts', 'unreachable', 'updateStuck', 'slow'],
  title: ({ name, drained }) =>
    `${name} gets no tasks because it is ${drained ? 'drained: swarm moved its tasks away' : 'paused: it keeps its tasks and takes no new ones'}`,
  explanation: ({ name, drained }) =>
    `The availability of ${name} is set to ${drained ? 'drain' : 'pause'}, for example for maintenance, and was not set back. The node itself answers. Made active it takes new tasks; what runs elsewhere does not move back by itself.`,
  check(node) {
    if (node.state !== 'ready' || (node.availability !== 'drain' && node.availability !== 'pause')) return [];
    return [
      {
        data: { name: node.name, drained: node.availability === 'drain' },
        confidence: 0.95,
        subject: nodeRef(node),
        evidence: [
          {
            source: 'node',
            path: `${node.name}: Spec.Availability`,
            excerpt: `state ${node.state}, availability ${node.availability}`,
          },
        ],
        remedies: [
          {
            title: 'Make it active again',
            command: 'dockhound.node.activate',
            arguments: [nodeRef(node)],
            snippet: `docker node update --availability active ${node.name}`,
          },
        ],
      },
    ];
  },
});
