// Which tasks of a service run now, and which of them a caller named.

import type { Cluster } from '../cluster/cluster';
import { type ErrorAction, HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import { type Task, taskName } from '../model/task';
import { currentFailures } from '../model/taskHistory';

export interface RunningTask {
  readonly task: Task;
  /** The service's name and the slot, or for a global service its node's name: what people call it. */
  readonly label: string;
  /** Its node's name, or id where that is all there is. */
  readonly node?: string;
}

/**
 * In the order of their slots. Tasks on a node that is down are not known to run. Rejects with a `HumanError` that says why,
 * with the newest failure, when none runs; with an `EngineError` when the engine does not answer.
 */
export async function runningTasks(
  cluster: Cluster,
  service: TargetRef,
): Promise<readonly [RunningTask, ...RunningTask[]]> {
  const { id = '', name = id } = service;
  const ofService = (tasks: Iterable<Task>) => [...tasks].filter((task) => task.serviceId === id);
  const all = cluster.all('task');
  let own = all ? ofService(all.values()) : [];
  let found = runningOf(cluster, own, name);
  if (found.length === 0) {
    // Swarm tells nothing of new tasks, so the picture may be a moment behind what somebody has just started.
    own = ofService((await (await cluster.engine()).list('task')).items);
    found = runningOf(cluster, own, name);
  }
  const [first, ...rest] = found;
  if (!first) throw noneRuns(own, service, name);
  return [first, ...rest];
}

/**
 * What a caller's option `task` means: a slot, a task's name or id (or the beginning of one), or for a global service the
 * node. Throws a `HumanError` that lists the tasks there are when it is none of them, or not one alone.
 */
export function namedTask(tasks: readonly RunningTask[], service: string, given: unknown): RunningTask {
  const key = typeof given === 'number' ? String(given) : given;
  const hits = typeof key === 'string' && key !== '' ? called(tasks, key) : [];
  const [hit] = hits;
  if (hit && hits.length === 1) return hit;
  const words = typeof key === 'string' ? key : JSON.stringify(given);
  const problem = hit ? `${words} names ${hits.length} tasks of ${service}.` : `${service} runs no task ${words}.`;
  throw new HumanError(problem, `Name one of ${tasks.map(({ label }) => label).join(', ')}, or its slot or id.`);
}

function called(tasks: readonly RunningTask[], key: string): readonly RunningTask[] {
  const exact = tasks.filter(
    ({ task, label, node }) =>
      task.id === key ||
      task.name === key ||
      label === key ||
      (task.slot ? String(task.slot) === key : node === key || task.nodeId === key),
  );
  return exact.length > 0 || key.length < 4 ? exact : tasks.filter(({ task }) => task.id.startsWith(key));
}

function runningOf(cluster: Cluster, tasks: readonly Task[], service: string): RunningTask[] {
  const wanted = tasks.filter(
    ({ state, desiredState }) => state === 'running' && (desiredState === 'running' || desiredState === 'complete'),
  );
  const known = wanted.flatMap((task): RunningTask[] => {
    const node = task.nodeId === undefined ? undefined : cluster.get('node', task.nodeId);
    if (node?.state === 'down') return [];
    const where = node?.name ?? task.nodeId;
    const label = task.slot ? taskName(task, service) : `${service}.${where ?? task.id}`;
    return [{ task, label, ...(where === undefined ? {} : { node: where }) }];
  });
  return known.sort((a, b) => (a.task.slot ?? 0) - (b.task.slot ?? 0) || (a.label < b.label ? -1 : 1));
}

function noneRuns(tasks: readonly Task[], { id, name }: TargetRef, shown: string): HumanError {
  const [failure] = currentFailures(tasks);
  const why = failure
    ? ` The last one ${failure.state}: ${failure.error ?? failure.message ?? 'no reason was given'}`
    : '';
  const logs: ErrorAction = {
    title: 'Show Logs',
    command: 'dockhound.logs',
    arguments: [{ kind: 'service', ...(id ? { id } : {}), ...(name ? { name } : {}) }],
  };
  return new HumanError(
    `No task of ${shown} runs.${why}`,
    failure ? 'Its logs tell more.' : 'Scale it up, or look in the Tasks view why none starts.',
    [logs],
  );
}
