// An update or a roll-back of a service stopped half way because a task failed (D16).

import { taskEvidence, taskReason } from '../cases/taskReason';
import { clean, defineRule } from '../rule';
import { againOf, lookRemedies, lossOf, onNode, progressWords, serviceRef } from '../screen/serviceCases';
import { oneLine } from '../words';

interface Data {
  readonly what: 'update' | 'roll-back';
  readonly progress: string;
  readonly reason: string | undefined;
  readonly meaning: string | undefined;
  readonly where: string;
}

export const serviceUpdatePaused = defineRule<'service', Data>({
  id: 'service-update-paused',
  code: 'D16',
  severity: 'warning',
  over: 'service',
  needs: ['service', 'task', 'node'],
  explains: ['service-below-replicas'],
  title: ({ what, progress, reason, where }) =>
    `${what} paused, ${progress}${reason === undefined ? '' : `: ${reason}${where}`}`,
  explanation: ({ what, progress, reason, meaning, where }) =>
    `The ${what} stopped half way and waits: old and new tasks may run side by side (${progress}).${
      reason === undefined ? '' : ` A new task ended${where}: ${reason}${meaning === undefined ? '' : ` (${meaning})`}.`
    } Correct the cause and update again, or roll back.`,
  check(service, around) {
    const { update } = service;
    if (update === undefined || (update.state !== 'paused' && update.state !== 'rollback_paused')) return clean;
    const standing = around.standing(service);
    if (standing.desired === 0) return { caught: [], ...againOf(standing) };
    // The message names the task that made swarm stop; its history may be gone by now.
    const message = update.message ?? '';
    const named = /\btask ([a-z0-9]{25})\b/.exec(message)?.[1];
    const blamed = [...around.tasksOf(service.id)].find((task) => task.id === named) ?? standing.troubles[0]?.task;
    const reason = blamed && taskReason(blamed, around.containerOf(blamed));
    const rollback = update.state === 'rollback_paused';
    const since = blamed?.since ?? update.startedAt;
    return {
      caught: [
        {
          data: {
            what: rollback ? 'roll-back' : 'update',
            progress: progressWords(standing),
            reason: reason?.short,
            meaning: reason?.meaning,
            where: onNode(blamed?.nodeId, around),
          },
          confidence: 0.95,
          severity: lossOf(standing),
          subject: serviceRef(service),
          ...(since === undefined ? {} : { since }),
          evidence: [
            { source: 'inspect', path: 'UpdateStatus', excerpt: `${update.state}: ${oneLine(message, 300)}` },
            ...(blamed === undefined ? [] : [taskEvidence(blamed)]),
          ],
          remedies: [
            ...lookRemedies(service),
            ...(service.hasPreviousSpec && !rollback
              ? [{ title: 'Copy the command that rolls back', snippet: `docker service rollback ${service.id}` }]
              : []),
          ],
        },
      ],
      ...againOf(standing),
    };
  },
});
