// A service's container cannot be made or started on its node: image missing, mount source absent … (D15, A09, A11).

import { defineRule } from '../rule';
import {
  againOf,
  lookRemedies,
  lossOf,
  onNode,
  progressWords,
  reasonOf,
  serviceRef,
  troubleEvidence,
} from '../screen/serviceCases';

interface Data {
  readonly progress: string;
  readonly reason: string;
  readonly fix: string | undefined;
  readonly where: string;
  readonly image: string | undefined;
}

export const taskRejected = defineRule<'service', Data>({
  id: 'task-rejected',
  code: 'D15',
  severity: 'error',
  over: 'service',
  needs: ['service', 'task', 'node'],
  explains: ['service-below-replicas', 'service-update-paused'],
  title: ({ progress, reason, where }) => `${progress}: ${reason}${where}`,
  explanation: ({ progress, reason, fix, where, image }) =>
    `The service has ${progress}. Its container cannot be started${where}: ${reason}.${fix === undefined ? '' : ` ${fix}`}${
      // Swarm swallows why a pull failed (trap T8).
      image === undefined
        ? ''
        : ` Swarm does not say why the pull of ${image} failed; the registry or the engine’s own log does.`
    }`,
  check(service, around) {
    const standing = around.standing(service);
    const troubles = standing.troubles.filter(
      (trouble) =>
        (trouble.type === 'failing' || trouble.type === 'exhausted') && reasonOf(trouble, around).neverStarted,
    );
    const newest = troubles[0];
    if (newest === undefined) return { caught: [], ...againOf(standing) };
    const reason = reasonOf(newest, around);
    return {
      caught: [
        {
          data: {
            progress: progressWords(standing),
            reason: reason.short,
            fix: reason.fix,
            where: onNode(newest.task.nodeId, around),
            image: reason.code === 'A11' ? newest.task.image : undefined,
          },
          confidence: reason.fix === undefined ? 0.8 : 0.95,
          severity: lossOf(standing),
          ...(reason.code === undefined ? {} : { code: reason.code }),
          subject: serviceRef(service),
          ...(newest.task.since === undefined ? {} : { since: newest.task.since }),
          evidence: troubleEvidence(troubles),
          remedies: lookRemedies(service),
        },
      ],
      ...againOf(standing),
    };
  },
});
