// How services, tasks, nodes and stacks read in a row.

import type { NodeRouteStatus } from '../../../cluster/nodeRoutes';
import { shortAge } from '../../../model/age';
import { humanBytes } from '../../../model/bytes';
import type { Service, ServicePort } from '../../../model/service';
import type { ServiceProgress } from '../../../model/serviceProgress';
import type { SwarmNode } from '../../../model/swarmNode';
import type { Task } from '../../../model/task';
import { assertNever } from '../../../util/assertNever';
import { facts, isIll, oneLine, type RowLook, type RowTone } from '../rowLook';

/** `failing`: failures that still hold. */
export type ServiceStanding = ServiceProgress;

/** `standing` undefined: tasks are not known, and the row says so instead of a count. */
export function serviceLook(service: Service, standing: ServiceStanding | undefined): RowLook {
  const update = service.update && updateWords[service.update.state];
  const count = standing ? countWords(standing) : 'tasks not known';
  const { icon, tone, state } = serviceState(service, standing);
  // All are up at this moment, but the last try of one of them has only just begun.
  const unsteady = state === 'failing' && standing?.desired !== undefined && standing.running >= standing.desired;
  return {
    label: oneLine(shortName(service.name, service.stack)),
    description: facts(count, unsteady && 'keeps failing', update, servicePorts(service.ports)),
    spoken: spokenStates[state] ?? state,
    ...(unsteady ? { ages: true } : {}),
    icon,
    tone,
    tooltip: [
      oneLine(service.name),
      facts(count, update),
      ...(service.update?.message && update ? [oneLine(service.update.message)] : []),
      `Image ${oneLine(service.image)}`,
      ...modeWords(service, standing),
      ...(service.ports.length > 0 ? [`Ports ${servicePorts(service.ports)}`] : []),
      ...(service.constraints.length > 0 ? [`Only where ${service.constraints.map(oneLine).join(' and ')}`] : []),
    ],
    contextValue: `service.${state}${isIll(tone) ? '.ill' : ''}`,
  };
}

function modeWords({ mode, replicas }: Service, standing: ServiceStanding | undefined): readonly string[] {
  if (mode !== 'replicated-job' && mode !== 'global-job') return [`Mode ${mode}`];
  const now = standing ? [`${standing.running} running now`] : [];
  return mode === 'global-job'
    ? ['Job: completes once on each node', ...now]
    : [`Job: ${replicas ?? 1} at a time until all have completed`, ...now];
}

function countWords({ running, desired, completed }: ServiceStanding): string {
  const wanted = desired ?? 'unknown';
  return completed === undefined ? `${running}/${wanted}` : `${completed}/${wanted} done`;
}

/** What the icon's colour tells, for those who hear the row. */
const spokenStates: Readonly<Record<string, string>> = {
  converged: 'all running',
  below: 'not all running yet',
  scaledToZero: 'scaled to zero',
};

/** Only what a person must know; a finished update is no news. */
const updateWords: Readonly<Record<string, string>> = {
  updating: 'updating',
  paused: 'update paused',
  rollback_started: 'rolling back',
  rollback_paused: 'rollback paused',
  rollback_completed: 'rolled back',
};

function serviceState(
  service: Service,
  standing: ServiceStanding | undefined,
): { icon: string; tone: RowTone; state: string } {
  if (!standing || standing.desired === undefined) return { icon: 'question', tone: 'plain', state: 'unknown' };
  const { running, desired, completed, failing } = standing;
  if (desired === 0) return { icon: 'circle-large-outline', tone: 'quiet', state: 'scaledToZero' };
  const update = service.update?.state;
  const stuck = update === 'paused' || update === 'rollback_paused';
  if (completed !== undefined && completed >= desired) return { icon: 'pass-filled', tone: 'good', state: 'done' };
  if (completed !== undefined && failing === 0) return { icon: 'sync', tone: 'plain', state: 'working' };
  if (failing > 0 || (stuck && running < desired)) return { icon: 'error', tone: 'error', state: 'failing' };
  if (update === 'updating' || update === 'rollback_started') return { icon: 'sync', tone: 'plain', state: 'updating' };
  if (running < desired) return { icon: 'watch', tone: 'warning', state: 'below' };
  if (stuck || update === 'rollback_completed') return { icon: 'warning', tone: 'warning', state: 'converged' };
  return { icon: 'pass-filled', tone: 'good', state: 'converged' };
}

export function servicePorts(list: readonly ServicePort[]): string | undefined {
  if (list.length === 0) return undefined;
  const words = list.map((port) => {
    const protocol = port.protocol === 'tcp' ? '' : `/${port.protocol}`;
    return `${port.publishedPort === undefined ? '' : `:${port.publishedPort}`}→${port.targetPort}${protocol}${port.mode === 'host' ? ' on each node' : ''}`;
  });
  return words.length > 3 ? `${words.slice(0, 3).join(' ')} and ${words.length - 3} more` : words.join(' ');
}

/** `shop_api` in stack `shop` reads `api` below the stack's row. */
export function shortName(name: string, stack: string | undefined): string {
  return stack && name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name;
}

const failedStates = new Set(['failed', 'rejected', 'orphaned']);

export function taskFailed(task: Task): boolean {
  return failedStates.has(task.state);
}

/** `shop_api.1`; a global service's task has its node's id for a slot, which nobody reads and its description names. */
export function taskLabel({ name, nodeId }: Task): string {
  return nodeId && name.endsWith(`.${nodeId}`) ? name.slice(0, -nodeId.length - 1) : name;
}

/** `where`: the node's name as people know it, unless a row above has it already. */
export function taskLook(task: Task, where: string | undefined, now: number, stack?: string): RowLook {
  const failed = taskFailed(task);
  const age = shortAge(task.since, now);
  // Swarm says "task: non-zero exit (1)": of a task's row the first word tells nothing.
  const error = task.error ? oneLine(task.error).replace(/^task: /, '') : undefined;
  // T11: tasks of a node that went away stay "running" with a desired state of shutdown; they are not known to run.
  const lost = task.state === 'running' && task.desiredState !== 'running' && task.desiredState !== 'complete';
  const words = facts(
    failed && age ? `${task.state} ${age} ago${error ? `: ${error}` : ''}` : lost ? 'being replaced' : task.state,
    !failed && error,
    where && `on ${oneLine(where)}`,
  );
  const { icon, tone } = taskIcon(task, failed, lost, error !== undefined);
  return {
    label: oneLine(shortName(taskLabel(task), stack)),
    description: words,
    icon,
    tone,
    tooltip: [
      oneLine(task.name),
      words,
      `Wanted: ${task.desiredState}`,
      ...(task.since ? [`Since ${new Date(task.since).toLocaleString()}`] : []),
      ...(task.message ? [oneLine(task.message)] : []),
      ...(task.exitCode === undefined ? [] : [`Exit code ${task.exitCode}`]),
      `Image ${oneLine(task.image)}`,
      `ID ${task.id}`,
    ],
    contextValue: `task.${task.state}`,
    ...(failed ? { ages: true } : {}),
  };
}

function taskIcon(task: Task, failed: boolean, lost: boolean, hasError: boolean): { icon: string; tone: RowTone } {
  if (failed) return { icon: 'error', tone: 'error' };
  if (lost) return { icon: 'question', tone: 'warning' };
  if (task.state === 'running') return { icon: 'vm-running', tone: 'good' };
  if (task.state === 'complete') return { icon: 'pass', tone: 'quiet' };
  if (task.state === 'shutdown' || task.state === 'remove') return { icon: 'circle-large-outline', tone: 'quiet' };
  return hasError ? { icon: 'warning', tone: 'warning' } : { icon: 'watch', tone: 'plain' };
}

/** `route`: what is known of the way to its engine, as far as it was tried. `now`: epoch ms, for how long ago that was. */
export function nodeLook(node: SwarmNode, route?: RouteView, now = 0): RowLook {
  const down = node.state !== 'ready';
  const unreachable = node.role === 'manager' && node.reachability === 'unreachable';
  const words = facts(
    node.leader ? 'leader' : node.role,
    down && node.state,
    unreachable && 'manager not reachable',
    node.availability === 'drain' && 'drained',
    node.availability === 'pause' && 'paused',
    !down && !unreachable && 'ready',
    routeWords(route, now),
  );
  const icon = down || unreachable ? 'error' : node.availability === 'active' ? 'server' : 'server-environment';
  return {
    label: oneLine(node.name),
    description: words,
    icon,
    tone: down || unreachable ? 'error' : node.availability === 'active' ? 'good' : 'warning',
    tooltip: [
      oneLine(node.name),
      words,
      ...(node.message ? [oneLine(node.message)] : []),
      ...(node.address ? [`Address ${node.address}`] : []),
      ...(route?.type === 'connected' ? [`Its engine is reached by ${oneLine(route.engine)} (${route.via})`] : []),
      ...(isUnreached(route)
        ? ['Shell, stats and logs of its containers need its engine: Connect to Its Engine…']
        : []),
      ...(node.engineVersion ? [`Engine ${node.engineVersion}`] : []),
      ...(node.nanoCpus !== undefined && node.memoryBytes !== undefined
        ? [`${node.nanoCpus / 1e9} cores, ${humanBytes(node.memoryBytes)} of memory`]
        : []),
      ...Object.entries(node.labels).map(([key, value]) => oneLine(`Label ${key}=${value}`)),
      `ID ${node.id}`,
    ],
    contextValue: `node.${node.role}.${down ? node.state : node.availability}${isUnreached(route) ? '.unreached' : ''}`,
    ...(route?.type === 'failed' && route.at !== undefined ? { ages: true } : {}),
  };
}

/** `untried`, with whether a way is known that could be. */
export type RouteView =
  | Exclude<NodeRouteStatus, { readonly type: 'untried' }>
  | { readonly type: 'untried'; readonly known: boolean };

function isUnreached(route: RouteView | undefined): boolean {
  return route?.type === 'untried' || route?.type === 'failed';
}

function routeWords(route: RouteView | undefined, now: number): string | undefined {
  switch (route?.type) {
    case 'here':
      return 'engine connected';
    case 'connected':
      return `engine reached by ${oneLine(route.engine)}`;
    case 'failed': {
      const age = shortAge(route.at, now);
      return `engine not reached${age ? ` ${age} ago` : ''}: ${oneLine(route.error)}`;
    }
    case 'untried':
      return route.known ? 'engine not tried yet' : 'no way to its engine known';
    case undefined:
      return undefined;
    default:
      return assertNever(route);
  }
}

export function stackLook(name: string, running: number | undefined, desired: number, ill: boolean): RowLook {
  const words = running === undefined ? 'tasks not known' : `${running}/${desired} running`;
  return {
    label: oneLine(name),
    description: words,
    icon: 'layers',
    tone: ill ? 'error' : 'plain',
    tooltip: [`Stack ${oneLine(name)}`, words],
    contextValue: ill ? 'stack.failing' : 'stack.converged',
  };
}
