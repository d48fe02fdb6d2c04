// Tasks stay in state new without an error, because an overlay network has no address for them (D09, T7).

import { valueIn } from '../../../model/dossier/known';
import { reachedAt } from '../../cases/slots';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { overlaySpace } from '../../reading/overlaySpace';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly network: string;
  readonly subnet: string;
  readonly capacity: number;
}

/** Allocating takes moments. */
const momentsMs = 4_000;

export const taskStuckNew = defineCause<'service', Data>({
  id: 'task-stuck-new',
  code: 'D09',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes', 'networks'],
  explains: [...placementSymptoms, 'overlay-addresses-exhausted'],
  title: ({ name, progress, network, subnet }) =>
    `${name} stays in state new (${progress}): its overlay network ${network} (${subnet}) has no free IP addresses left`,
  explanation: ({ name, network, subnet, capacity }) =>
    `Swarm gives each task an address before it places it. ${network} with the subnet ${subnet} has ${capacity} to give, and tasks, virtual addresses of services and one address for each node have taken them all. The tasks of ${name} wait in state new, without an error. Make the network anew with a larger subnet.`,
  check(subject, around) {
    const waiting = subject.tasks.filter(
      (task) => task.state === 'new' && task.desiredState === 'running' && around.now - reachedAt(task) > momentsMs,
    );
    const [task] = waiting;
    if (task === undefined) return [];
    const networks = valueIn(around.dossier.picture.networks) ?? [];
    return subject.service.networkIds.flatMap((id) => {
      const network = networks.find((one) => one.id === id);
      const space = network === undefined ? undefined : overlaySpace(network, around.dossier);
      if (network === undefined || space === undefined || space.taken + waiting.length <= space.capacity) return [];
      return [
        {
          data: {
            name: subject.name,
            progress: progressWords(subject.standing),
            network: network.name,
            subnet: space.subnet,
            capacity: space.capacity,
          },
          confidence: 0.93,
          severity: lossOf(subject.standing),
          subject: subject.ref,
          evidence: [
            taskEvidence(task),
            inspectProof(`${network.name}: IPAM.Config.Subnet`, space.subnet),
            inspectProof(
              `${network.name}: addresses`,
              `${space.taken} of ${space.capacity} taken, ${waiting.length} tasks wait`,
            ),
          ],
          remedies: serviceRemedies(subject, [
            {
              title: 'Make the network anew with a larger subnet',
              snippet: `docker network create -d overlay --subnet 10.20.0.0/16 ${network.name}`,
            },
          ]),
        },
      ];
    });
  },
});
