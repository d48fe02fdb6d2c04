// Turns a target into the container it means, on the engine that holds it.

import type { Cluster } from '../cluster/cluster';
import type { Engine } from '../engine/engine';
import type { ContainerState } from '../model/container';
import { type ErrorAction, HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import type { Task } from '../model/task';
import { assertNever } from '../util/assertNever';
import { wantedThenNewest } from './taskOrder';

export interface FoundContainer {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
  readonly imageId?: string;
  /** The swarm service whose task it is. */
  readonly service?: string;
}

export interface ContainerOnEngine {
  readonly engine: Engine;
  readonly container: FoundContainer;
}

/** Rejects with a `HumanError` for what has no container here, with an `EngineError` when the engine does not answer. */
export async function findContainer(
  cluster: Cluster,
  target: TargetRef,
  signal?: AbortSignal,
): Promise<ContainerOnEngine> {
  const engine = await cluster.engine(signal);
  const call = signal ? { signal } : {};
  const key = await containerKey(cluster, engine, target, signal);
  const read = await engine.get('container', key, call);
  if (!read.ok) {
    const { id, name } = read.unreadable;
    return { engine, container: { id, name: name ?? id, state: 'unknown' } };
  }
  const { id, name, state, imageId, taskId, serviceName } = read.value;
  const service = serviceName ?? (taskId === undefined ? undefined : 'a swarm service');
  return { engine, container: { id, name, state, imageId, ...(service === undefined ? {} : { service }) } };
}

/** Throws a `HumanError` that says why nothing can be run in it now, and offers the way out. */
export function assertRunning(container: FoundContainer, engineLabel: string): void {
  const { name, state } = container;
  const where = `${name} on ${engineLabel}`;
  const target: TargetRef = { kind: 'container', id: container.id, name };
  const action = (title: string, command: string): ErrorAction => ({
    title,
    command: `dockhound.${command}`,
    arguments: [target],
  });
  switch (state) {
    case 'running':
    case 'unknown':
      return;
    case 'paused':
      throw new HumanError(`${where} is paused, so nothing in it can run.`, 'Unpause it first.', [
        action('Unpause', 'unpause'),
      ]);
    case 'restarting':
      throw new HumanError(
        `${where} ends again and again and is waiting for its next restart.`,
        'Its logs tell why it ends.',
        [action('Show Logs', 'logs')],
      );
    case 'created':
    case 'exited':
      throw new HumanError(`${where} is not running.`, 'Start it first.', [
        action('Start', 'start'),
        action('Show Logs', 'logs'),
      ]);
    case 'removing':
    case 'dead':
      throw new HumanError(`${where} is being removed.`, 'Choose another container.');
    default:
      assertNever(state);
  }
}

async function containerKey(
  cluster: Cluster,
  engine: Engine,
  target: TargetRef,
  signal: AbortSignal | undefined,
): Promise<string> {
  const key = target.id ?? target.name;
  if (!key) throw new HumanError('The target has neither an id nor a name.', 'Give one of them.');
  if (target.kind === 'container') return key;
  if (target.kind !== 'task') {
    throw new HumanError(`This works on a container or a task, and ${key} is a ${target.kind}.`, 'Choose one of them.');
  }
  const task = await findTask(cluster, engine, target, signal);
  if (!task) throw new HumanError(`No task ${key} is known on ${engine.label}.`, 'Refresh, then choose another one.');
  const info = cluster.info ?? (await engine.info(signal ? { signal } : {}));
  if (task.nodeId !== undefined && task.nodeId !== info.swarm.nodeId) {
    const node = cluster.get('node', task.nodeId)?.name ?? task.nodeId;
    throw new HumanError(
      `Task ${task.name} runs on node ${node}, and this window is connected to ${engine.label}.`,
      `Connect to the engine of ${node}: only that engine can reach its containers.`,
      [{ title: 'Connect…', command: 'dockhound.connect' }],
    );
  }
  if (!task.containerId) {
    const why = task.error ? `: ${task.error}` : '.';
    throw new HumanError(`Task ${task.name} never got as far as a container${why}`, 'Choose a task that is running.');
  }
  return task.containerId;
}

async function findTask(
  cluster: Cluster,
  engine: Engine,
  target: TargetRef,
  signal: AbortSignal | undefined,
): Promise<Task | undefined> {
  const known = target.id === undefined ? undefined : cluster.get('task', target.id);
  if (known) return known;
  const call = signal ? { signal } : {};
  const tasks = cluster.all('task')?.values() ?? (await engine.list('task', call)).items;
  return [...tasks]
    .filter((task) => (target.id === undefined ? task.name === target.name : task.id === target.id))
    .sort(wantedThenNewest)[0];
}
