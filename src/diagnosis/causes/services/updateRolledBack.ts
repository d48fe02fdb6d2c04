// An update of a service failed and was rolled back, so that the old version runs (D17).

import { isFailure } from '../../../model/taskHistory';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof, logProof } from '../../proofs/proofs';
import { changedWords, newestFailure, serviceRemedies } from '../../proofs/serviceProofs';
import { oneLine, timeOf } from '../../words';

interface Data {
  readonly name: string;
  readonly reason: string;
  readonly message: string;
  readonly changed: string;
}

export const updateRolledBack = defineCause<'service', Data>({
  id: 'update-rolled-back',
  code: 'D17',
  severity: 'warning',
  over: 'service',
  needs: ['spec', 'tasks'],
  explains: ['service-rolled-back'],
  title: ({ name, reason }) =>
    `${name} was rolled back: its new version failed${reason === '' ? '' : ` (${reason})`}, the old one runs`,
  explanation: ({ name, message, changed, reason }) =>
    `The last update of ${name} failed, and swarm went back to the version before: ${message}. Everything runs and looks well, but the new version is not live.${changed === '' ? '' : ` What had been changed: ${changed}.`}${reason === '' ? '' : ` The new task said: ${reason}.`}`,
  check(subject, around) {
    const { update } = subject.service;
    if (update?.state !== 'rollback_completed' && update?.state !== 'rollback_started') return [];
    const { task, words, line } = newestFailure(subject);
    const start = timeOf(update.startedAt) ?? 0;
    const bySwarm =
      /failure|early termination/i.test(update.message ?? '') ||
      subject.tasks.some((one) => isFailure(one) && (timeOf(one.createdAt) ?? 0) >= start);
    // The status of a roll-back by hand begins with it, and nothing fails then: it is what somebody wanted.
    if (!bySwarm && !around.symptom.kinds.has('updateStuck')) return [];
    return [
      {
        data: {
          name: subject.name,
          reason: words,
          message: oneLine(update.message ?? '', 160),
          changed: changedWords(subject),
        },
        confidence: bySwarm ? 0.93 : 0.7,
        subject: subject.ref,
        evidence: [
          inspectProof(
            'UpdateStatus',
            `${update.state}: ${update.message ?? ''}`,
            update.completedAt ?? update.startedAt,
          ),
          ...(task === undefined ? [] : [taskEvidence(task)]),
          ...(line === undefined ? [] : [logProof(line)]),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: `Correct what failed${words === '' ? '' : ` (${words})`}, then update again`,
            command: 'dockhound.service.update',
            arguments: [subject.ref],
          },
        ]),
      },
    ];
  },
});
