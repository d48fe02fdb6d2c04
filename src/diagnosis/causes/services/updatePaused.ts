// An update of a service stopped half way, because a new task failed (D16).

import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof, logProof } from '../../proofs/proofs';
import { changedWords, newestFailure, serviceRemedies } from '../../proofs/serviceProofs';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly reason: string;
  readonly message: string;
  readonly changed: string;
}

export const updatePaused = defineCause<'service', Data>({
  id: 'update-paused',
  code: 'D16',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks'],
  explains: [
    'service-update-paused',
    'service-below-replicas',
    'task-rejected',
    'bad-command-argument',
    'unexplained-exit',
    'missing-env-var',
    'config-syntax-error',
    'missing-file',
  ],
  title: ({ name, reason }) =>
    `The update of ${name} is paused: its new version fails${reason === '' ? '' : ` (${reason})`}`,
  explanation: ({ name, message, changed, reason }) =>
    `Swarm began to update ${name} and stopped when a task of the new version failed: ${message}. Tasks of the old and the new version run side by side.${changed === '' ? '' : ` Changed were: ${changed}.`}${reason === '' ? '' : ` The new task says: ${reason}.`}`,
  check(subject) {
    const { update } = subject.service;
    if (update?.state !== 'paused' && update?.state !== 'rollback_paused') return [];
    const { task, words, line } = newestFailure(subject);
    return [
      {
        data: {
          name: subject.name,
          reason: words,
          message: oneLine(update.message ?? '', 160),
          changed: changedWords(subject),
        },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [
          inspectProof('UpdateStatus', `${update.state}: ${update.message ?? ''}`, update.startedAt),
          ...(task === undefined ? [] : [taskEvidence(task)]),
          ...(line === undefined ? [] : [logProof(line)]),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Roll back to the version before',
            command: 'dockhound.service.rollback',
            arguments: [subject.ref],
            snippet: `docker service rollback ${subject.name}`,
          },
          { title: 'Or correct what fails and update again' },
        ]),
      },
    ];
  },
});
