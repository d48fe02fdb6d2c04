// Swarm took an update of a service back because its tasks failed: the old version runs again (D17).

import type { Task } from '../../model/task';
import { isFailure } from '../../model/taskHistory';
import { reachedAt } from '../cases/slots';
import { taskEvidence, taskReason } from '../cases/taskReason';
import { clean, defineRule, type Surroundings } from '../rule';
import { mildWhenOld } from '../screen/containerCases';
import { lookRemedies, onNode, serviceRef } from '../screen/serviceCases';
import { oneLine, timeOf } from '../words';

interface Data {
  readonly reason: string | undefined;
  readonly meaning: string | undefined;
  readonly where: string;
  readonly going: boolean;
}

export const serviceRolledBack = defineRule<'service', Data>({
  id: 'service-rolled-back',
  code: 'D17',
  severity: 'warning',
  over: 'service',
  needs: ['service', 'task', 'node'],
  title: ({ reason, where, going }) =>
    `update ${going ? 'is being' : 'was'} rolled back${reason === undefined ? '' : `: ${reason}${where}`}`,
  explanation: ({ reason, meaning, where }) =>
    `Tasks of the last update failed, so swarm went back to the version before.${
      reason === undefined
        ? ''
        : ` One of them ended${where}: ${reason}${meaning === undefined ? '' : ` (${meaning})`}.`
    } Correct the cause, then update again.`,
  check(service, around) {
    const { update } = service;
    if (update === undefined || !update.state.startsWith('rollback_') || update.state === 'rollback_paused')
      return clean;
    const failed = failedInUpdate(service.id, update.startedAt, update.completedAt, around);
    const going = update.state === 'rollback_started';
    // Once complete, the status no longer tells a roll-back by hand from one by swarm; but the status of one by hand
    // begins with it, so that no task fails between its start and the new tasks (swarmkit updater.go, controlapi).
    const bySwarm = going ? /due to failure|early termination/i.test(update.message ?? '') : failed !== undefined;
    if (!bySwarm) return clean;
    const since = update.completedAt ?? update.startedAt;
    const reason = failed && taskReason(failed, around.containerOf(failed));
    return mildWhenOld(since, around.now, 'warning', (severity) => ({
      data: { reason: reason?.short, meaning: reason?.meaning, where: onNode(failed?.nodeId, around), going },
      confidence: going ? 0.95 : 0.85,
      severity,
      subject: serviceRef(service),
      ...(since === undefined ? {} : { since }),
      evidence: [
        { source: 'inspect', path: 'UpdateStatus', excerpt: oneLine(`${update.state}: ${update.message ?? ''}`, 300) },
        ...(failed === undefined ? [] : [taskEvidence(failed)]),
      ],
      remedies: lookRemedies(service),
    }));
  },
});

/** The newest task that failed between the start and the end of the update; undefined where the times are unknown. */
function failedInUpdate(
  serviceId: string,
  startedAt: string | undefined,
  completedAt: string | undefined,
  around: Surroundings,
): Task | undefined {
  const start = timeOf(startedAt);
  if (start === undefined) return undefined;
  const end = timeOf(completedAt) ?? Number.POSITIVE_INFINITY;
  let newest: Task | undefined;
  for (const task of around.tasksOf(serviceId)) {
    if (!isFailure(task) || reachedAt(task) < start || reachedAt(task) > end) continue;
    // Only tasks made by the update speak of it: an old one may fail at any time.
    if ((timeOf(task.createdAt) ?? 0) < start) continue;
    if (
      newest === undefined ||
      reachedAt(task) > reachedAt(newest) ||
      (reachedAt(task) === reachedAt(newest) && task.id > newest.id)
    ) {
      newest = task;
    }
  }
  return newest;
}
