// A service may not put more tasks on a node than its own limit says (D06).

import { pendingTask } from '../../cases/pendingTasks';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

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
