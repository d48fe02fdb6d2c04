// An update of a service waits for a task of the old version to end, which takes its whole grace period.

import { nodesOf } from '../../cases/cases';
import { reachedAt } from '../../cases/slots';
import { nodeLabel, taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly task: string;
  readonly node: string;
  readonly seconds: number;
}

/** The grace period that is usual, in seconds. */
const usualSeconds = 10;

export const updateWaitsForOldTask = defineCause<'service', Data>({
  id: 'update-waits-for-old-task',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  onlyWith: ['updateStuck', 'slow'],
  title: ({ name, task, node, seconds }) =>
    `The update of ${name} waits for its old task ${task} to stop on ${node}: it does not end when asked, and its stop grace period is ${seconds} s`,
  explanation: ({ name, seconds }) =>
    `Swarm stops the old task first and starts the new one when it is gone. The program of ${name} does not end on the signal (as process 1, or behind a shell, it may never get it), so that each step takes the grace period of ${seconds} s until it is killed.`,
  check(subject, around) {
    const { service, facts } = subject;
    const state = service.update?.state;
    if (state !== 'updating' && state !== 'rollback_started') return [];
    const seconds = Math.max(
      facts?.container.stopTimeoutSeconds ?? usualSeconds,
      facts?.previous?.container.stopTimeoutSeconds ?? usualSeconds,
    );
    const nodes = nodesOf(around.dossier);
    const leaving = subject.tasks
      .filter(
        (task) =>
          task.desiredState === 'shutdown' &&
          task.state === 'running' &&
          nodes.get(task.nodeId ?? '')?.state === 'ready',
      )
      .sort((a, b) => reachedAt(a) - reachedAt(b));
    const [task] = leaving;
    if (task === undefined || seconds <= usualSeconds) return [];
    return [
      {
        data: {
          name: subject.name,
          task: task.name,
          node: nodeLabel(nodes, task.nodeId) ?? 'its node',
          seconds,
        },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [
          taskEvidence(task),
          inspectProof('Spec.TaskTemplate.ContainerSpec.StopGracePeriod', `${seconds} s`),
          inspectProof('UpdateStatus', `${state}: ${service.update?.message ?? ''}`, service.update?.startedAt),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Let the program end on the signal, and shorten the grace period',
            snippet: `docker service update --stop-grace-period 20s --init ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
