// No node has enough CPU or memory left to reserve for a service (D01).

import { pendingTask } from '../../cases/pendingTasks';
import { holderWords, resourceProofs, wishWords } from '../../cases/resourceCases';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly asks: string;
  readonly holders: string;
}

export const insufficientResources = defineCause<'service', Data>({
  id: 'insufficient-resources',
  code: 'D01',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, progress, asks }) =>
    `${name} is pending (${progress}): no node has enough resources left to reserve for it (${asks})`,
  explanation: ({ name, asks, holders }) =>
    `Each task of ${name} reserves ${asks}. Swarm counts what all tasks on a node have reserved against what the node has, whatever is really used; nodes may be idle and still full.${holders} Limits do not count, reservations do.`,
  check(subject, around) {
    const pending = pendingTask(subject, /insufficient resources/i);
    if (pending === undefined) return [];
    const wish = subject.facts?.reservations ?? {};
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          asks: wishWords(wish),
          holders: holderWords(subject, around.dossier),
        },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [
          taskEvidence(pending.task),
          inspectProof('Spec.TaskTemplate.Resources.Reservations', wish),
          ...resourceProofs(around.dossier),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Lower the reservation, of this service or of those that hold most, or add a node',
            snippet: `docker service update --reserve-memory … --reserve-cpu … ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
