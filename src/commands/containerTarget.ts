// Turns a target into the container it means, on the engine that holds it.

import type { Cluster } from '../cluster/cluster';
import type { NodeRoutes } from '../cluster/nodeRoutes';
import { noRoute } from '../cluster/routeErrors';
import type { Engine } from '../engine/engine';
import type { ContainerState } from '../model/container';
import { type ErrorAction, HumanError } from '../model/humanError';
import type { SwarmNode } from '../model/swarmNode';
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
  /** That of the container's node. */
  readonly engine: Engine;
  /** Set when that is not the connection in hand. */
  readonly node?: SwarmNode;
  readonly container: FoundContainer;
}

const nodeDeadlineMs = 10_000;

/**
 * A task's container is looked for on the engine of its node. Rejects with a `HumanError` for what has no container, or
 * runs on a node that is not reached, with an `EngineError` when the engine does not answer.
 */
export async function findContainer(
  cluster: Cluster,
  target: TargetRef,
  { routes, signal }: { readonly routes?: Pick<NodeRoutes, 'engineFor'>; readonly signal?: AbortSignal } = {},
): Promise<ContainerOnEngine> {
  const call = signal ? { signal } : {};
  const { key, engine, node } = await placeOf(cluster, routes, target, signal);
  const where = { engine, ...(node ? { node } : {}) };
  // Another node may fall silent while its connection stays: it costs its own deadline, not that of a slow engine.
  const read = await engine.get('container', key, node ? { ...call, deadlineMs: nodeDeadlineMs } : call);
  if (!read.ok) {
    const { id, name } = read.unreadable;
    return { ...where, container: { id, name: name ?? id, state: 'unknown' } };
  }
  const { id, name, state, imageId, taskId, serviceName } = read.value;
  const service = serviceName ?? (taskId === undefined ? undefined : 'a swarm service');
  return { ...where, container: { id, name, state, imageId, ...(service === undefined ? {} : { service }) } };
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

interface Place {
  /** Id or name of the container. */
  readonly key: string;
  readonly engine: Engine;
  readonly node?: SwarmNode;
}

async function placeOf(
  cluster: Cluster,
  routes: Pick<NodeRoutes, 'engineFor'> | undefined,
  target: TargetRef,
  signal: AbortSignal | undefined,
): Promise<Place> {
  const engine = await cluster.engine(signal);
  const key = target.id ?? target.name;
  if (!key) throw new HumanError('The target has neither an id nor a name.', 'Give one of them.');
  if (target.kind === 'container') return { key, engine };
  if (target.kind !== 'task') {
    throw new HumanError(`This works on a container or a task, and ${key} is a ${target.kind}.`, 'Choose one of them.');
  }
  const task = await findTask(cluster, engine, target, signal);
  if (!task) throw new HumanError(`No task ${key} is known on ${engine.label}.`, 'Refresh, then choose another one.');
  const { containerId, nodeId } = task;
  if (!containerId) {
    const why = task.error ? `: ${task.error}` : '.';
    throw new HumanError(`Task ${task.name} never got as far as a container${why}`, 'Choose a task that is running.');
  }
  const info = cluster.info ?? (await engine.info(signal ? { signal } : {}));
  if (nodeId === undefined || nodeId === info.swarm.nodeId) return { key: containerId, engine };
  const node = await findNode(cluster, engine, nodeId, signal);
  try {
    if (!routes) throw noRoute(node, `This window is connected to ${engine.label}.`);
    // A person asks, so what failed a moment ago is tried again.
    return { key: containerId, engine: await routes.engineFor(node, signal, { again: true }), node };
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    const message = `Task ${task.name} runs on node ${node.name}. ${error.message}`;
    throw Object.assign(new HumanError(message, error.next, error.actions), { cause: error.cause });
  }
}

async function findNode(
  cluster: Cluster,
  engine: Engine,
  id: string,
  signal: AbortSignal | undefined,
): Promise<SwarmNode> {
  const known = cluster.get('node', id);
  if (known) return known;
  const read = await engine.get('node', id, signal ? { signal } : {});
  if (read.ok) return read.value;
  throw new HumanError(`The node ${id} cannot be understood: ${read.unreadable.message}`);
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
