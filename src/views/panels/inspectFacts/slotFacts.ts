// What was tried in a task's slot, as a table: the manager keeps a few tasks per slot, and each tells how it ended.

import type { Cluster } from '../../../cluster/cluster';
import type { Task } from '../../../model/task';
import { compareNewestFirst, isFailure, slotKey } from '../../../model/taskHistory';
import type { FactSection, FactValue } from '../../../protocol/inspect';
import { code, table, time, toned } from './factReader';

/** All tasks of this one's slot, newest first, from the picture in hand; undefined while there is no other. */
export function slotFacts(cluster: Cluster, taskId: string): FactSection | undefined {
  const own = cluster.get('task', taskId);
  if (!own) return undefined;
  const key = slotKey(own);
  const slot = [...(cluster.all('task')?.values() ?? [])].filter((task) => slotKey(task) === key);
  if (slot.length < 2) return undefined;
  const section = table(
    'Tasks of this slot',
    ['State', 'When', 'Exit code', 'Node', 'Container', 'Error'],
    slot
      .sort(compareNewestFirst)
      .map((task) => [
        stateOf(task, task.id === taskId),
        time(task.since) ?? { text: '' },
        { text: task.exitCode === undefined ? '' : String(task.exitCode) },
        { text: task.nodeId === undefined ? '' : (cluster.get('node', task.nodeId)?.name ?? task.nodeId) },
        code(task.containerId?.slice(0, 12)),
        { text: task.error ?? '' },
      ]),
  );
  return section && { ...section, wide: true };
}

function stateOf(task: Task, isThis: boolean): FactValue {
  const words = isThis ? `${task.state} (this one)` : task.state;
  if (isFailure(task) || task.state === 'orphaned') return toned(words, 'bad');
  return toned(words, task.state === 'running' ? 'good' : 'idle');
}
