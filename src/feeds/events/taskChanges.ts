// Tasks have no events: what became of them is seen in the picture, and told in the same form.

import type { Cluster } from '../../cluster/cluster';
import { type EventEntry, type EventTone, isoToNano } from '../../model/eventEntry';
import type { SnapshotChange } from '../../model/snapshot';
import type { Task, TaskState } from '../../model/task';
import { isFailure } from '../../model/taskHistory';
import type { EventStore } from './eventStore';

/** Tasks that are already there when the looking begins are part of the past; so many, the newest ones. */
const mostOfThePast = 500;

export interface TaskChanges {
  heed(change: SnapshotChange): void;
  /** Another engine's tasks come. */
  forget(): void;
}

export function createTaskChanges(cluster: Cluster, store: EventStore): TaskChanges {
  const known = new Map<string, TaskState>();
  let begun = false;

  function look(task: Task): void {
    if (known.get(task.id) === task.state) return;
    known.set(task.id, task.state);
    const entry = entryOf(task);
    if (entry) store.add(entry);
  }

  function entryOf(task: Task): EventEntry | undefined {
    const timeNano = task.since === undefined ? undefined : isoToNano(task.since);
    if (timeNano === undefined) return undefined;
    const node = task.nodeId === undefined ? undefined : cluster.get('node', task.nodeId)?.name;
    const detail = task.error ?? (isFailure(task) ? task.message : undefined);
    return {
      seq: store.nextSeq(),
      timeNano,
      kind: 'task',
      action: task.state,
      ...(detail === undefined ? {} : { detail: detail.slice(0, 1000) }),
      id: task.id,
      name: task.name,
      tone: toneOf(task.state),
      noise: false,
      attributes: {
        serviceId: task.serviceId,
        ...present({ nodeId: task.nodeId, node, containerId: task.containerId }),
        ...present({ exitCode: task.exitCode === undefined ? undefined : String(task.exitCode) }),
        desiredState: task.desiredState,
        image: task.image.slice(0, 300),
      },
    };
  }

  function lookAtAll(): void {
    const tasks = cluster.all('task');
    if (!tasks) return;
    let fresh = [...tasks.values()].filter((task) => known.get(task.id) !== task.state);
    if (!begun && fresh.length > mostOfThePast) {
      fresh = fresh.sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1));
      for (const task of fresh.splice(mostOfThePast)) known.set(task.id, task.state);
    }
    begun = true;
    for (const task of fresh) look(task);
    for (const id of known.keys()) if (!tasks.has(id)) known.delete(id);
  }

  return {
    heed(change) {
      if (change.type === 'reset' && (!change.kinds || change.kinds.includes('task'))) lookAtAll();
      if (change.type !== 'patch') return;
      for (const { kind, id, change: what } of change.objects) {
        if (kind !== 'task') continue;
        const task = what === 'removed' ? undefined : cluster.get('task', id);
        if (task) look(task);
        else known.delete(id);
      }
    },
    forget() {
      known.clear();
      begun = false;
    },
  };
}

function toneOf(state: TaskState): EventTone {
  switch (state) {
    case 'running':
    case 'complete':
      return 'good';
    case 'failed':
    case 'rejected':
      return 'bad';
    case 'orphaned':
    case 'pending':
      return 'warning';
    default:
      return 'idle';
  }
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) kept[name] = value;
  return kept;
}
