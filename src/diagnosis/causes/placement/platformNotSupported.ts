// No node has the platform of a service’s image (D04).

import { pendingTask } from '../../cases/pendingTasks';
import { taskEvidence } from '../../cases/taskReason';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { placementSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly platforms: string;
}

export const platformNotSupported = defineCause<'service', Data>({
  id: 'platform-not-supported',
  code: 'D04',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: placementSymptoms,
  title: ({ name, progress, platforms }) =>
    `${name} is pending (${progress}): no node has the platform of its image (${platforms})`,
  explanation: ({ name, platforms }) =>
    `The image of ${name} exists for ${platforms} only, and the nodes are of another architecture or operating system.`,
  check(subject, _around) {
    const pending = pendingTask(subject, /unsupported platform/i);
    if (pending === undefined) return [];
    const platforms =
      (subject.facts?.platforms ?? [])
        .map(({ os, architecture }) => `${os ?? '?'}/${architecture ?? '?'}`)
        .join(', ') || 'another platform';
    return [
      {
        data: { name: subject.name, progress: progressWords(subject.standing), platforms },
        confidence: 0.95,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [taskEvidence(pending.task), inspectProof('Spec.TaskTemplate.Placement.Platforms', platforms)],
        remedies: serviceRemedies(subject, [
          {
            title: 'Build the image for the nodes’ platform',
            snippet: 'docker buildx build --platform linux/amd64,linux/arm64 …',
          },
        ]),
      },
    ];
  },
});
