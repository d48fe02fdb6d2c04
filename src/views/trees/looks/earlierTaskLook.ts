// How a task reads that another one has followed in its slot: history, so it is quiet however it ended.

import { shortAge } from '../../../model/age';
import type { Task } from '../../../model/task';
import { facts, oneLine, type RowLook } from '../rowLook';
import { taskLook } from './swarmLooks';

/** `where`: its node's name. */
export function earlierTaskLook(task: Task, where: string | undefined, now: number, stack?: string): RowLook {
  const look = taskLook(task, where, now, stack);
  const age = shortAge(task.since, now);
  const error = task.error ? oneLine(task.error).replace(/^task: /, '') : undefined;
  // Swarm's own sentence for a program that failed has the code already.
  const code = task.exitCode !== undefined && !error?.includes(`(${task.exitCode})`);
  const container = task.containerId && `container ${oneLine(task.containerId).slice(0, 12)}`;
  const words = facts(
    age ? `${task.state} ${age} ago` : task.state,
    error,
    code && `exit code ${task.exitCode}`,
    where && `on ${oneLine(where)}`,
    container,
  );
  return {
    ...look,
    description: words,
    tone: 'quiet',
    tooltip: [...look.tooltip, ...(task.containerId ? [`Container ${oneLine(task.containerId)}`] : [])],
    spoken: 'an earlier task of this slot',
    ...(age ? { ages: true } : {}),
  };
}
