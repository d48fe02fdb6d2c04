// A service may not put more tasks on a node than its own limit says (D06).

import { defineCause } from '../cause';
import { pendingTask } from '../pendingTasks';
import { inspectProof } from '../proofs';
import { lossOf, progressWords } from '../serviceCases';
import { serviceRemedies } from '../serviceProofs';
import { taskEvidence } from '../taskReason';
import { placementSymptoms } from '../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly limit: number;
  readonly replicas: string;
}

export const maxReplicasPerNode = defineCause<'service', Data>({
  id: 'max-replicas-per-node',
  code: 'D06',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, progress, limit }) =>
    `${name} cannot place all its tasks (${progress}): max replicas per node is ${limit}`,
  explanation: ({ name, limit, replicas }) =>
    `${name} allows ${limit} of its tasks per node (max-replicas-per-node), and all nodes that may run it have that many.${replicas}`,
  check(subject, _around) {
    const pending = pendingTask(subject, /max replicas per node/i);
    if (pending === undefined) return [];
    const limit = subject.facts?.maxReplicasPerNode ?? 0;
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          limit,
          replicas:
            subject.service.replicas === undefined ? '' : ` It is to have ${subject.service.replicas} replicas.`,
        },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [taskEvidence(pending.task), inspectProof('Spec.TaskTemplate.Placement.MaxReplicas', limit)],
        remedies: serviceRemedies(subject, [
          {
            title: 'Raise the limit, or add nodes',
            snippet: `docker service update --replicas-max-per-node ${2 * Math.max(1, limit)} ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
