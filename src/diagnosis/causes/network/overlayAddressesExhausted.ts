// An overlay network has no address left for another task (D09, D10, T7).

import { pendingTask } from '../../cases/pendingTasks';
import { networkLabel } from '../../cases/placementCases';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly networks: string;
}

export const overlayAddressesExhausted = defineCause<'service', Data>({
  id: 'overlay-addresses-exhausted',
  code: 'D10',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: [...placementSymptoms, 'unexplained-start', 'task-rejected'],
  title: ({ name, progress, networks }) =>
    `${name} is pending (${progress}): its overlay network ${networks} has no free IP addresses left`,
  explanation: ({ name, networks }) =>
    `Every task of ${name} needs an address in ${networks}, and the subnet is used up (each service also takes one for its virtual IP, each node one for itself).`,
  check(subject, around) {
    // The node that a task came to without an address turns it away.
    const [turnedAway] = subject.standing.troubles.filter(({ task }) => words.test(task.error ?? ''));
    const pending = pendingTask(subject, words) ?? turnedAway;
    if (pending === undefined) return [];
    const networks = subject.service.networkIds.map((id) => networkLabel(id, around.dossier)).join(', ');
    return [
      {
        data: { name: subject.name, progress: progressWords(subject.standing), networks },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [taskEvidence(pending.task), inspectProof('Spec.TaskTemplate.Networks', networks)],
        remedies: serviceRemedies(subject, [
          {
            title: 'Make the network anew with a larger subnet',
            snippet: 'docker network create -d overlay --subnet 10.20.0.0/16 …',
          },
        ]),
      },
    ];
  },
});

const words = /missing network attachments|ip addresses may be exhausted/i;
