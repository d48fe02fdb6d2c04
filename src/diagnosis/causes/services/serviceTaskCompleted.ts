// The task of a service that somebody misses ended well, and its restart condition does not start another one (B11).

import { reachedAt } from '../../cases/slots';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly condition: string;
}

export const serviceTaskCompleted = defineCause<'service', Data>({
  id: 'service-task-completed',
  code: 'B11',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  onlyWith: ['gone', 'unreachable', 'neverStarts'],
  title: ({ name, condition }) =>
    `${name} ended by itself with exit code 0, and its restart condition ${condition} starts no new task`,
  explanation: ({ name, condition }) =>
    `The program of ${name} came to its end without an error (complete). With the restart condition ${condition} swarm takes that for done and makes no further task; the default, any, would start it again.`,
  check(subject) {
    const condition = subject.facts?.restartPolicy.condition ?? 'any';
    const { tasks, standing, service } = subject;
    if (condition === 'any' || standing.job || service.replicas === 0) return [];
    if (tasks.some(({ desiredState, state }) => desiredState === 'running' && state !== 'complete')) return [];
    const [newest] = [...tasks].sort((a, b) => reachedAt(b) - reachedAt(a));
    if (newest?.state !== 'complete') return [];
    return [
      {
        data: { name: subject.name, condition },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [taskEvidence(newest), inspectProof('Spec.TaskTemplate.RestartPolicy.Condition', condition)],
        remedies: serviceRemedies(subject, [
          {
            title: 'Let swarm start it again whenever it ends',
            snippet: `docker service update --restart-condition any ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
