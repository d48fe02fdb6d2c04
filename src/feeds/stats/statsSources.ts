// Which containers a panel of live numbers or processes reads, and on which node, and what it cannot read from here.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Container } from '../../model/container';
import type { Gap } from '../../model/gap';
import type { Task } from '../../model/task';
import type { PanelTarget } from '../../protocol/panel';
import type { StatsMissing, StatsOverview } from '../../protocol/stats';

export interface WantedSource {
  readonly containerId: string;
  readonly name: string;
  /** Set when it is on another node's engine. */
  readonly far?: { readonly nodeId: string; readonly taskId: string };
}

type RouteStates = Pick<NodeRoutes, 'knows' | 'status'>;

export interface WantedSources {
  readonly sources: readonly WantedSource[];
  readonly gaps: readonly Gap[];
  /** Nodes whose engine is not reached; each is among `gaps` too. */
  readonly missing: readonly StatsMissing[];
  readonly empty?: NonNullable<StatsOverview['empty']>;
}

/** Pure over the picture in hand; call again whenever it changes. `what` is what people want to see of them. */
export function wantedSources(
  cluster: Cluster,
  target: PanelTarget,
  routes?: RouteStates,
  what: 'stats' | 'processes' = 'stats',
): WantedSources {
  switch (target.kind) {
    case 'container':
      return { sources: [{ containerId: target.id, name: target.name }], gaps: [], missing: [] };
    case 'task': {
      const task = cluster.get('task', target.id);
      if (!task) return none(`The task ${target.name} is no longer listed.`, 'Its service may have newer tasks.');
      return ofTasks(cluster, [task], target.name, routes, what);
    }
    case 'service': {
      const tasks = cluster.all('task');
      if (!tasks) return none(`The tasks of ${target.name} are not known.`, 'Connect to a manager of the swarm.');
      const wanted = [...tasks.values()].filter(
        (task) => task.serviceId === target.id && task.desiredState === 'running',
      );
      if (wanted.length === 0)
        return none(`${target.name} has no task that is meant to run.`, `Scale it up to see ${what}.`);
      wanted.sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0) || a.name.localeCompare(b.name));
      return ofTasks(cluster, wanted, target.name, routes, what);
    }
    case 'stack': {
      const tasks = wantedTasks(cluster, ({ serviceId }) => cluster.get('service', serviceId)?.stack === target.name);
      const own = running(cluster, (one) => one.stack === target.name && one.taskId === undefined);
      if (!tasks) return ofContainers(cluster, target, what, (one) => one.stack === target.name);
      return both(ofTasks(cluster, tasks, target.name, routes, what), own, tasks.length);
    }
    case 'swarm': {
      const tasks = wantedTasks(cluster, () => true);
      if (!tasks) return none(`The tasks of ${target.name} are not known.`, 'Connect to a manager of the swarm.');
      const own = running(cluster, ({ taskId }) => taskId === undefined);
      return both(ofTasks(cluster, tasks, target.name, routes, what), own, tasks.length);
    }
    case 'node': {
      if (cluster.info?.swarm.nodeId === target.id) return ofContainers(cluster, target, what, () => true);
      const tasks = wantedTasks(cluster, ({ nodeId }) => nodeId === target.id);
      if (!tasks) return none(`The tasks of ${target.name} are not known.`, 'Connect to a manager of the swarm.');
      if (tasks.length === 0) return none(`No task is meant to run on ${target.name}.`);
      return ofTasks(cluster, tasks, target.name, routes, what);
    }
    case 'project':
      return ofContainers(cluster, target, what, ({ composeProject }) => composeProject === target.name);
    case 'engine':
      return ofContainers(cluster, target, what, () => true);
    default:
      return none(`A ${target.kind} has no ${what} of its own.`);
  }
}

/** Undefined where tasks are not known. */
function wantedTasks(cluster: Cluster, isOne: (task: Task) => boolean): readonly Task[] | undefined {
  const tasks = cluster.all('task');
  if (!tasks) return undefined;
  const wanted = [...tasks.values()].filter((task) => task.desiredState === 'running' && isOne(task));
  return wanted.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

function running(cluster: Cluster, isOne: (container: Container) => boolean): readonly WantedSource[] {
  const all = [...(cluster.all('container')?.values() ?? [])];
  const own = all.filter((one) => (one.state === 'running' || one.state === 'paused') && isOne(one));
  const nameOf = ({ taskId, name }: Container) => (taskId && cluster.get('task', taskId)?.name) || name;
  const sources = own.map((one) => ({ containerId: one.id, name: nameOf(one) }));
  return sources.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

function ofContainers(
  cluster: Cluster,
  { kind, name }: PanelTarget,
  what: string,
  isOne: (container: Container) => boolean,
): WantedSources {
  if (!cluster.all('container')) return none('The containers of this engine are not known.', 'Refresh.');
  const sources = running(cluster, isOne);
  if (sources.length > 0) return { sources, gaps: [], missing: [] };
  const where = kind === 'engine' || kind === 'node' ? `on ${name}` : `of ${name}`;
  return none(`No container ${where} runs.`, `When one starts, its ${what} appear here by themselves.`);
}

/** Of a stack or swarm: its tasks, and what runs beside them on this engine. */
function both(tasks: WantedSources, own: readonly WantedSource[], taskCount: number): WantedSources {
  if (own.length === 0 && taskCount > 0) return tasks;
  const { sources, gaps, missing } = tasks;
  if (own.length + sources.length === 0) return none('Nothing runs here.', 'What starts appears here by itself.');
  return { sources: [...sources, ...own], gaps: taskCount > 0 ? gaps : [], missing };
}

function ofTasks(
  cluster: Cluster,
  tasks: readonly Task[],
  name: string,
  routes: RouteStates | undefined,
  what: string,
): WantedSources {
  const sources: WantedSource[] = [];
  const elsewhere = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const task of tasks) {
    const { containerId, nodeId } = task;
    if (containerId !== undefined && cluster.get('container', containerId)) {
      sources.push({ containerId, name: task.name });
    } else if (nodeId !== undefined && nodeId !== cluster.info?.swarm.nodeId) {
      if (containerId === undefined) waiting.push(`${task.name} is ${task.state}`);
      else if (isWorthTrying(cluster, nodeId, routes)) {
        sources.push({ containerId, name: task.name, far: { nodeId, taskId: task.id } });
      } else elsewhere.set(nodeId, [...(elsewhere.get(nodeId) ?? []), task.name]);
    } else waiting.push(`${task.name} is ${task.state}`);
  }
  const missing = [...elsewhere].map(([nodeId, names]): StatsMissing => {
    const node = cluster.get('node', nodeId)?.name ?? nodeId;
    const status = routes?.status(nodeId);
    const why =
      status?.type === 'failed'
        ? `Its engine is not reached: ${status.error}`
        : `Connect to that node's engine to see ${what} there: Connect to Its Engine… in the Nodes view.`;
    const message = `${list(names)} ${names.length === 1 ? 'runs' : 'run'} on ${node}. ${why}`;
    return { nodeId, node, message };
  });
  const reasonOf = (nodeId: string) => (routes?.status(nodeId).type === 'failed' ? 'otherNode' : 'noRoute');
  const gaps = missing.map(({ nodeId, node, message }): Gap => {
    return { part: what, node, reason: reasonOf(nodeId), message };
  });
  if (waiting.length > 0) {
    gaps.push({ part: what, reason: 'noContainer', message: `No container yet: ${list(waiting)}.` });
  }
  if (sources.length > 0) return { sources, gaps, missing };
  // The bar says which and why, and offers the way out.
  if (elsewhere.size > 0) return { ...none(`The engine that runs ${name} is not reached.`), gaps, missing };
  const [first] = gaps;
  return { ...none(first?.message ?? `${name} has no container on this engine.`), gaps: gaps.slice(1) };
}

/** What failed is left to the panel, which tries again now and then: here it would flicker. */
function isWorthTrying(cluster: Cluster, nodeId: string, routes: RouteStates | undefined): boolean {
  const node = cluster.get('node', nodeId);
  if (!node || !routes?.knows(node)) return false;
  return routes.status(nodeId).type !== 'failed';
}

function none(why: string, next?: string): WantedSources {
  return { sources: [], gaps: [], missing: [], empty: { why, ...(next === undefined ? {} : { next }) } };
}

function list(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
}
