// A program that ends well runs as a service, so that swarm starts it again and again (B11).

import type { Task } from '../../../model/task';
import type { ServiceCase } from '../../cases/cases';
import { completeLoopMs, steadyAfterMs } from '../../cases/serviceStanding';
import { reachedAt } from '../../cases/slots';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly condition: string;
}

export const oneShotAsService = defineCause<'service', Data>({
  id: 'one-shot-as-service',
  code: 'B11',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: ['service-below-replicas'],
  title: ({ name }) =>
    `${name} is a one-shot job run as a service: it finishes with exit code 0 and swarm starts it again`,
  explanation: ({ name, condition }) =>
    `Each task of ${name} completes normally (exit code 0). Its restart condition is ${condition}, so that swarm takes the end for a reason to start the next one; the service never stays at its replicas. Nothing crashes.`,
  check(subject, around) {
    const condition = subject.facts?.restartPolicy.condition ?? 'any';
    const ended = lastComplete(subject, around.now);
    if (ended === undefined || subject.standing.job || condition !== 'any') return [];
    return [
      {
        data: { name: subject.name, condition },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [
          taskEvidence(ended),
          {
            source: 'task',
            path: `${ended.name}: Status.State, Status.ContainerStatus.ExitCode`,
            excerpt: 'exit code 0, complete',
          },
          inspectProof('Spec.TaskTemplate.RestartPolicy.Condition', condition),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Restart it only on failure, or make it a job',
            snippet: `docker service update --restart-condition on-failure ${subject.name}   # or: docker service create --mode replicated-job …`,
          },
        ]),
      },
    ];
  },
});

/** The newest of two or more tasks that ended well lately, where none has run for longer since. */
function lastComplete({ tasks }: ServiceCase, now: number): Task | undefined {
  const recent = tasks.filter((task) => task.state === 'complete' && now - reachedAt(task) < completeLoopMs);
  const [newest] = recent.sort((a, b) => reachedAt(b) - reachedAt(a));
  const steady = tasks.some((task) => task.state === 'running' && now - reachedAt(task) > steadyAfterMs);
  return recent.length < 2 || steady ? undefined : newest;
}
