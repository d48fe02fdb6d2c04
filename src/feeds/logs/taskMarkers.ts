// Watches the tasks of a service (or one task) and says when one ends, for the marker lines in their merged log.

import type { Cluster } from '../../cluster/cluster';
import type { Task } from '../../model/task';
import type { PanelTarget } from '../../protocol/panel';
import type { Disposable } from '../../util/disposable';

export interface TaskListener {
  marker(text: string, time?: string): void;
  restarted(): void;
  /** The service (or task) itself is gone. */
  removed(): void;
}

const endings = new Set<Task['state']>(['complete', 'shutdown', 'failed', 'rejected', 'orphaned', 'remove']);

export function watchTasks(cluster: Cluster, target: PanelTarget, listener: TaskListener): Disposable {
  const isOurs = (task: Task) => (target.kind === 'service' ? task.serviceId === target.id : task.id === target.id);
  const ended = new Set<string>();
  for (const task of cluster.all('task')?.values() ?? [])
    if (isOurs(task) && endings.has(task.state)) ended.add(task.id);
  return cluster.onDidChange((change) => {
    if (change.type !== 'patch') return;
    for (const { kind, id, change: what } of change.objects) {
      if (kind === target.kind && id === target.id && what === 'removed') listener.removed();
      if (kind !== 'task' || ended.has(id)) continue;
      const task = cluster.get('task', id);
      if (!task || !isOurs(task) || !endings.has(task.state)) continue;
      ended.add(id);
      listener.marker(endingWords(task), task.since);
      listener.restarted();
    }
  });
}

function endingWords(task: Task): string {
  const code = task.exitCode === undefined ? '' : ` with code ${task.exitCode}`;
  switch (task.state) {
    case 'failed':
      return task.exitCode === undefined
        ? `${task.name} failed${because(task)}`
        : `${task.name} exited${code}${isExitCodeAgain(task) ? '' : because(task)}`;
    case 'complete':
      return `${task.name} completed${code}`;
    default:
      return `${task.name} ended: ${task.state}${because(task)}`;
  }
}

/** Swarm's error is often only `task: non-zero exit (1)`, which the code has said. */
function isExitCodeAgain({ error, exitCode }: Task): boolean {
  return error === `task: non-zero exit (${exitCode})`;
}

function because(task: Task): string {
  return task.error === undefined || task.error === '' ? '' : ` (${task.error})`;
}
