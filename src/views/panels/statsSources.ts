// Which containers of this engine a stats panel measures, and what it cannot measure from here.

import type { Cluster } from '../../cluster/cluster';
import type { Gap } from '../../model/gap';
import type { Task } from '../../model/task';
import type { PanelTarget } from '../../protocol/panel';
import type { StatsOverview } from '../../protocol/stats';

export interface WantedSource {
  readonly containerId: string;
  readonly name: string;
}

export interface WantedSources {
  readonly sources: readonly WantedSource[];
  readonly gaps: readonly Gap[];
  readonly empty?: NonNullable<StatsOverview['empty']>;
}

/** Pure over the picture in hand; call again whenever it changes. */
export function wantedSources(cluster: Cluster, target: PanelTarget): WantedSources {
  switch (target.kind) {
    case 'container':
      return { sources: [{ containerId: target.id, name: target.name }], gaps: [] };
    case 'task': {
      const task = cluster.get('task', target.id);
      if (!task) return none(`The task ${target.name} is no longer listed.`, 'Its service may have newer tasks.');
      return ofTasks(cluster, [task], target.name);
    }
    case 'service': {
      const tasks = cluster.all('task');
      if (!tasks) return none(`The tasks of ${target.name} are not known.`, 'Connect to a manager of the swarm.');
      const wanted = [...tasks.values()].filter(
        (task) => task.serviceId === target.id && task.desiredState === 'running',
      );
      if (wanted.length === 0)
        return none(`${target.name} has no task that is meant to run.`, 'Scale it up to see stats.');
      wanted.sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0) || a.name.localeCompare(b.name));
      return ofTasks(cluster, wanted, target.name);
    }
    default:
      return none(`A ${target.kind} has no stats of its own.`);
  }
}

function ofTasks(cluster: Cluster, tasks: readonly Task[], name: string): WantedSources {
  const sources: WantedSource[] = [];
  const elsewhere = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const task of tasks) {
    if (task.containerId !== undefined && cluster.get('container', task.containerId)) {
      sources.push({ containerId: task.containerId, name: task.name });
    } else if (task.nodeId !== undefined && task.nodeId !== cluster.info?.swarm.nodeId) {
      const node = cluster.get('node', task.nodeId)?.name ?? task.nodeId;
      elsewhere.set(node, [...(elsewhere.get(node) ?? []), task.name]);
    } else waiting.push(`${task.name} is ${task.state}`);
  }
  const gaps = [...elsewhere].map(
    ([node, names]): Gap => ({
      part: 'stats',
      node,
      reason: 'otherNode',
      message: `${list(names)} ${names.length === 1 ? 'runs' : 'run'} on ${node}. Connect to that node's engine to see stats there.`,
    }),
  );
  if (waiting.length > 0) {
    gaps.push({ part: 'stats', reason: 'noContainer', message: `No container yet: ${list(waiting)}.` });
  }
  if (sources.length > 0) return { sources, gaps };
  const [first] = gaps;
  return { ...none(first?.message ?? `${name} has no container on this engine.`), gaps: gaps.slice(1) };
}

function none(why: string, next?: string): WantedSources {
  return { sources: [], gaps: [], empty: { why, ...(next === undefined ? {} : { next }) } };
}

function list(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
}
