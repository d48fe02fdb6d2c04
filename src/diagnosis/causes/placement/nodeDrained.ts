// The nodes that could run a service take no tasks: drained, paused or down (D03).

import { pendingTask } from '../../cases/pendingTasks';
import { nodeProofs, unavailableNodes } from '../../cases/placementCases';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly nodes: string;
}

export const nodeDrained = defineCause<'service', Data>({
  id: 'node-drained',
  code: 'D03',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, progress, nodes }) => `${name} is pending (${progress}): ${nodes}, so no node may take its tasks`,
  explanation: ({ name, nodes }) =>
    `${nodes}. A node that is drained or paused takes no new tasks, and one that is down cannot. The other nodes do not meet what ${name} asks for. Make the node active again, or change the constraints.`,
  check(subject, around) {
    const pending = pendingTask(subject, /not available for new tasks/i);
    if (pending === undefined) return [];
    const away = unavailableNodes(subject, around.dossier);
    if (away.length === 0) return [];
    const others = /scheduling constraints|insufficient resources/i.test(pending.task.error ?? '');
    if (others && !away.some(({ fits }) => fits)) return [];
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          nodes: away.map(({ node, why }) => `node ${node.name} is ${why}`).join(' and '),
        },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [taskEvidence(pending.task), ...nodeProofs(around.dossier)],
        remedies: serviceRemedies(subject, [
          {
            title: `Make ${away[0]?.node.name ?? 'the node'} active again, or change the constraint`,
            ...(away[0] === undefined
              ? {}
              : {
                  command: 'dockhound.node.activate',
                  arguments: [{ kind: 'node', id: away[0].node.id, name: away[0].node.name }],
                  snippet: `docker node update --availability active ${away[0].node.name}`,
                }),
          },
        ]),
      },
    ];
  },
});
