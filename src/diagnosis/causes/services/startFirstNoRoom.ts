// An update that starts new tasks first finds no room for them beside the old ones: a host port, resources, a limit per node.

import type { Task } from '../../../model/task';
import type { ServiceCase } from '../../cases/cases';
import { reachedAt } from '../../cases/slots';
import { taskEvidence } from '../../cases/taskReason';
import { type CauseAround, defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly what: string;
  readonly says: string;
}

export const startFirstNoRoom = defineCause<'service', Data>({
  id: 'start-first-no-room',
  code: 'D05',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: [...placementSymptoms, 'host-mode-port-conflict', 'insufficient-resources', 'max-replicas-per-node'],
  title: ({ name, what, says }) =>
    `The update of ${name} is stuck: its order start-first needs ${what} twice, and the old task still has it (${says})`,
  explanation: ({ name, what }) =>
    `With the update order start-first swarm starts each new task of ${name} before it stops the old one. Both need ${what} at the same time, of which there is only enough for one, so that the new task stays pending and the old one is never stopped.`,
  check(subject, around) {
    const { update, ports } = subject.service;
    const order = subject.facts?.updateOrder;
    if (update?.state !== 'updating' || order !== 'start-first') return [];
    const pending = waitingTask(subject, around);
    const reason = reasons.find(({ pattern }) => pattern.test(pending?.error ?? ''));
    if (pending === undefined || reason === undefined) return [];
    const host = ports.filter(({ mode }) => mode === 'host').map(({ publishedPort }) => publishedPort ?? '?');
    return [
      {
        data: {
          name: subject.name,
          what: reason.what(host.join(', ')),
          says: reason.says,
        },
        confidence: 0.96,
        subject: subject.ref,
        evidence: [
          taskEvidence(pending),
          inspectProof('Spec.UpdateConfig.Order', order),
          inspectProof('Spec.EndpointSpec.Ports', ports),
          inspectProof('UpdateStatus', `${update.state}: ${update.message ?? ''}`, update.startedAt),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Stop the old task first, or make room for both',
            snippet: `docker service update --update-order stop-first ${subject.name}`,
          },
        ]),
      },
    ];
  },
});

/** A new task without a place, where the slot's old one is still wanted: that one will not leave by itself. */
function waitingTask({ tasks }: ServiceCase, { now }: CauseAround): Task | undefined {
  return tasks.find(
    (task) =>
      task.state === 'pending' &&
      task.error !== undefined &&
      now - reachedAt(task) > 5_000 &&
      tasks.some(({ slot, state, id }) => id !== task.id && slot === task.slot && state === 'running'),
  );
}

// Wordings of swarmkit manager/scheduler/filter.go.
const reasons: readonly {
  readonly pattern: RegExp;
  readonly says: string;
  what(hostPorts: string): string;
}[] = [
  {
    pattern: /host-mode port already in use/i,
    says: 'host-mode port already in use',
    what: (ports) => `the host port ${ports}`,
  },
  { pattern: /insufficient resources/i, says: 'insufficient resources', what: () => 'its reserved CPU and memory' },
  {
    pattern: /max replicas per node/i,
    says: 'max replicas per node',
    what: () => 'a place under its limit of replicas per node',
  },
];
