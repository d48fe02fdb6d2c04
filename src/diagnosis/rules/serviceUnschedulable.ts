// No node may or can take a task of the service; the scheduler says why, node by node (D01 to D08, D10, D13).

import { type PlacementReason, placementReasons } from '../cases/placementReasons';
import { defineRule } from '../rule';
import { againOf, lookRemedies, lossOf, progressWords, serviceRef, troubleEvidence } from '../screen/serviceCases';

interface Data {
  readonly progress: string;
  readonly tasks: number;
  readonly reasons: readonly PlacementReason[];
}

export const serviceUnschedulable = defineRule<'service', Data>({
  id: 'service-unschedulable',
  severity: 'error',
  over: 'service',
  needs: ['service', 'task', 'node'],
  explains: ['service-below-replicas', 'service-update-paused'],
  title: ({ progress, reasons }) => `${progress}: no suitable node: ${saysAll(reasons)}`,
  explanation: ({ progress, tasks, reasons }) =>
    `The service has ${progress}. The scheduler finds no node for ${tasks === 1 ? 'one task' : `${tasks} tasks`}: ${saysAll(reasons)}. ${reasons
      .map((reason) => reason.fix)
      .join(' ')}`,
  check(service, around) {
    const standing = around.standing(service);
    const troubles = standing.troubles.filter((trouble) => trouble.type === 'unplaced');
    const newest = troubles[0];
    if (newest === undefined) return { caught: [], ...againOf(standing) };
    const reasons = placementReasons(newest.task.error ?? '');
    const code = reasons[0]?.code;
    const since = newest.task.since ?? newest.task.createdAt;
    return {
      caught: [
        {
          data: { progress: progressWords(standing), tasks: troubles.length, reasons },
          confidence: 0.95,
          severity: lossOf(standing),
          ...(code === undefined ? {} : { code }),
          subject: serviceRef(service),
          ...(since === undefined ? {} : { since }),
          evidence: [
            ...troubleEvidence(troubles),
            ...(reasons.some((reason) => reason.code === 'D02') && service.constraints.length > 0
              ? [
                  {
                    source: 'inspect' as const,
                    path: 'Spec.TaskTemplate.Placement.Constraints',
                    excerpt: service.constraints.join(', '),
                  },
                ]
              : []),
          ],
          remedies: [
            ...lookRemedies(service),
            { title: 'Copy the command that lists the nodes', snippet: 'docker node ls' },
          ],
        },
      ],
      ...againOf(standing),
    };
  },
});

function saysAll(reasons: readonly PlacementReason[]): string {
  return reasons.map((reason) => reason.says).join('; ');
}
