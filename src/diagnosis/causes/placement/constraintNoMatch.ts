// No node meets the placement constraints of a service (D02).

import { pendingTask } from '../../cases/pendingTasks';
import { constraintFix, drainedMatch, labelWords, nobodyMeets, nodeProofs } from '../../cases/placementCases';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly constraints: string;
  readonly labels: string;
}

export const constraintNoMatch = defineCause<'service', Data>({
  id: 'constraint-no-match',
  code: 'D02',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, progress, constraints }) =>
    `${name} is pending (${progress}): no node meets its placement constraints (${constraints})`,
  explanation: ({ name, constraints, labels }) =>
    `Each task of ${name} must run on a node that meets ${constraints}, and none does.${labels} Label a node, or correct the constraint.`,
  check(subject, around) {
    const pending = pendingTask(subject, /scheduling constraints not satisfied/i);
    if (pending === undefined) return [];
    const constraints = subject.facts?.constraints ?? [];
    // Where nodes of the right kind exist and only take no tasks, that is the matter.
    if (drainedMatch(constraints, around.dossier)) return [];
    const failing = constraints.filter((constraint) => nobodyMeets(constraint, around.dossier));
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          constraints: (failing.length > 0 ? failing : constraints).join(', '),
          labels: labelWords(around.dossier),
        },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [
          taskEvidence(pending.task),
          inspectProof('Spec.TaskTemplate.Placement.Constraints', constraints),
          ...nodeProofs(around.dossier),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Label the nodes that are meant, or correct the constraint',
            snippet: constraintFix(failing[0] ?? constraints[0], around.dossier),
          },
        ]),
      },
    ];
  },
});
