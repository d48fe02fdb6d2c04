// A service failed once and stays down, because its restart condition is none.

import { isFailure } from '../../../model/taskHistory';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof, logProof } from '../../proofs/proofs';
import { newestFailure, serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly reason: string;
}

export const serviceNotRestarted = defineCause<'service', Data>({
  id: 'service-not-restarted',
  code: 'D19',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  rank: 'symptom',
  explains: ['service-below-replicas', 'unexplained-exit'],
  title: ({ name, reason }) =>
    `${name} failed${reason === '' ? '' : ` (${reason})`} and is not started again: its restart condition is none`,
  explanation: ({ name, reason }) =>
    `With the restart condition none swarm makes no further task for ${name} after one has failed.${reason === '' ? '' : ` The last one ended: ${reason}.`} Mend that, then force an update; let swarm restart on failure.`,
  check(subject) {
    if (subject.facts?.restartPolicy.condition !== 'none' || subject.standing.job) return [];
    const trouble = subject.standing.troubles.find(({ task }) => isFailure(task));
    if (trouble === undefined) return [];
    const { words, line } = newestFailure(subject);
    return [
      {
        data: { name: subject.name, reason: words },
        confidence: 0.75,
        subject: subject.ref,
        evidence: [
          inspectProof('Spec.TaskTemplate.RestartPolicy.Condition', 'none'),
          taskEvidence(trouble.task),
          ...(line === undefined ? [] : [logProof(line)]),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Let swarm restart it on failure, and start it anew',
            snippet: `docker service update --restart-condition on-failure --force ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
