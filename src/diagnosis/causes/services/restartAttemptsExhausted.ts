// Swarm gave a service up: its restart attempts are used up (D19).

import type { Task } from '../../../model/task';
import { isFailure } from '../../../model/taskHistory';
import type { ServiceCase } from '../../cases/cases';
import { slotsOf } from '../../cases/slots';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { lastError, withoutStamp } from '../../proofs/lastError';
import { inspectProof, logProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf } from '../../screen/serviceCases';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly attempts: number;
  readonly reason: string;
}

export const restartAttemptsExhausted = defineCause<'service', Data>({
  id: 'restart-attempts-exhausted',
  code: 'D19',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: ['service-below-replicas', 'missing-env-var', 'unexplained-exit'],
  title: ({ name, attempts, reason }) =>
    `${name} is down: its max restart attempts (${attempts}) are used up${reason === '' ? '' : `, after ${reason}`}`,
  explanation: ({ name, attempts, reason }) =>
    `The restart policy of ${name} allows ${attempts} attempts per slot. They are used up, and swarm makes no further task until the service is updated.${reason === '' ? '' : ` The last one ended: ${reason}.`} Mend that first, then force an update.`,
  check(subject) {
    const attempts = subject.facts?.restartPolicy.maxAttempts ?? 0;
    const given = givenUp(subject, attempts);
    if (attempts === 0 || given === undefined) return [];
    const container = subject.containers.find(({ task }) => task?.id === given.id) ?? subject.containers[0];
    const line = container === undefined ? undefined : lastError(container.lines);
    const said =
      line === undefined
        ? oneLine((given.error ?? '').replace(/^task: /, ''), 80)
        : oneLine(withoutStamp(line.text), 120);
    return [
      {
        data: { name: subject.name, attempts, reason: said },
        confidence: 0.9,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [
          taskEvidence(given),
          inspectProof('Spec.TaskTemplate.RestartPolicy.MaxAttempts', attempts),
          ...(line === undefined ? [] : [logProof(line)]),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Mend the reason, then try anew with an update',
            command: 'dockhound.service.forceUpdate',
            arguments: [subject.ref],
            snippet: `docker service update --force ${subject.name}`,
          },
        ]),
      },
    ];
  },
});

/** The newest failure of a slot that swarm wants nothing of any more, after as many tries as it was allowed. */
function givenUp({ tasks, standing, service }: ServiceCase, attempts: number): Task | undefined {
  if (standing.job || service.replicas === 0) return undefined;
  const slots = slotsOf(tasks, false, undefined);
  const dead = slots.filter(({ live, tasks: [newest] }) => live === undefined && isFailure(newest));
  const missing = (service.replicas ?? slots.length) - slots.filter(({ live }) => live !== undefined).length;
  return missing <= 0
    ? undefined
    : dead.find((slot) => slot.tasks.filter(isFailure).length > attempts || slot.tasks.length > attempts)?.tasks[0];
}
