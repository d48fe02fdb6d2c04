// A service publishes a port in host mode, of which each node has only one (D05).

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
  readonly ports: string;
  readonly replicas: string;
}

export const hostModePortConflict = defineCause<'service', Data>({
  id: 'host-mode-port-conflict',
  code: 'D05',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, progress, ports }) =>
    `${name} is pending (${progress}): its host-mode port ${ports} is already in use on the nodes`,
  explanation: ({ name, ports, replicas }) =>
    `In host mode each task of ${name} takes port ${ports} of its node, so that a node has room for one.${replicas} Another service with the same port counts, too, and an update with order start-first needs the port twice.`,
  check(subject, around) {
    const pending = pendingTask(subject, /host-mode port already in use/i);
    if (pending === undefined) return [];
    const ports = subject.service.ports
      .filter(({ mode }) => mode === 'host')
      .map(({ publishedPort }) => publishedPort ?? '?')
      .join(', ');
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          ports,
          replicas:
            subject.service.replicas === undefined ? '' : ` It is to have ${subject.service.replicas} replicas.`,
        },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [taskEvidence(pending.task), inspectProof('Spec.EndpointSpec.Ports', subject.service.ports)],
        remedies: serviceRemedies(subject, [
          {
            title: 'No more replicas than nodes, a global service, or ingress mode',
            snippet: `docker service scale ${subject.name}=${around.dossier.picture.nodes.known ? around.dossier.picture.nodes.value.length : 1}`,
          },
        ]),
      },
    ];
  },
});
