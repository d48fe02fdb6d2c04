// Swarm ends the tasks of a service because their health check fails, and what the check said cannot be read (C06).

import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { askedUrl, testOf } from '../../proofs/probeAnswer';
import { probeOf } from '../../proofs/probes';
import { inspectProof, logProof } from '../../proofs/proofs';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly test: string;
  readonly answer: string;
}

export const killedByHealthCheck = defineCause<'container', Data>({
  id: 'killed-by-health-check',
  code: 'C06',
  severity: 'error',
  over: 'container',
  needs: [],
  rank: 'symptom',
  explains: ['service-below-replicas', 'unexplained-exit', 'container-exited-with-error', 'killed-from-outside'],
  title: ({ name, test, answer }) =>
    `${name} is killed by swarm because its health check fails${answer === '' ? '' : ` (${answer})`}: ${test}`,
  explanation: ({ name, test, answer }) =>
    `Swarm ends a task whose health check fails (“unhealthy container”) and starts the next one; exit code 137 is its doing. The check of ${name} is: ${test}.${answer === '' ? ' What it said stands only on the node that ran the task, and was not read.' : ` The program’s own log shows what it got: ${answer}.`}`,
  check(subject) {
    const { task } = subject;
    if (task?.error === undefined || !/unhealthy container/i.test(task.error) || probeOf(subject) !== undefined)
      return [];
    const test = testOf(subject);
    const path = askedUrl(test, '')?.pathname;
    // An access log tells what the check was answered.
    const line =
      path === undefined
        ? undefined
        : subject.lines.findLast(({ text }) => text.includes(` ${path} `) && /\b[45]\d\d\b/.test(text));
    const status = /["\s]([45]\d\d)\b/.exec(line?.text ?? '')?.[1];
    return [
      {
        data: {
          name: subject.name,
          test: oneLine(test, 100) || 'not known',
          answer: status === undefined ? '' : `${path} gets ${status}`,
        },
        confidence: status === undefined ? 0.7 : 0.8,
        subject: subject.ref,
        evidence: [
          taskEvidence(task),
          inspectProof('Healthcheck.Test', subject.facts.healthcheck?.test ?? []),
          ...(line === undefined ? [] : [logProof(line)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Try the check in a container of the image',
            command: 'dockhound.healthcheck.try',
            arguments: [subject.ref],
          },
        ]),
      },
    ];
  },
});
