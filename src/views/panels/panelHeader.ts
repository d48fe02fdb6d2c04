// What the header over every panel says: the object, where it is, its state in words, and what can be done with it.

import type { Cluster } from '../../cluster/cluster';
import { swarmPart } from '../../cluster/swarmState';
import type { Container } from '../../model/container';
import { type Gap, isOfOtherNode } from '../../model/gap';

import { isOfInterest } from '../../model/networkMap';
import type { Service } from '../../model/service';
import { serviceProgress } from '../../model/serviceProgress';
import type { Task } from '../../model/task';
import { allNetworks } from '../../protocol/map';
import type { PanelAction, PanelHeader, PanelKind, PanelObjectKind, PanelTarget, Tone } from '../../protocol/panel';
import { newService } from '../../protocol/service';
import { counted } from '../../util/counted';
import { projectNameOf, stackNameOf } from './stackId';

interface State {
  readonly state: string;
  readonly tone: Tone;
  readonly since?: string;
  readonly node?: string;
}

/** `extraGaps` are the panel's own, beside those of the picture that concern this kind of object. */
export function panelHeader(
  cluster: Cluster,
  target: PanelTarget,
  panel: PanelKind,
  extraGaps: readonly Gap[] = [],
): PanelHeader {
  const engine = cluster.info?.label;
  const { node, ...state } = stateOf(cluster, target);
  const own = actions(target.kind, panel);
  const canDiffer = target.kind === 'service' && cluster.get('service', target.id)?.hasPreviousSpec;
  return {
    target,
    ...(engine === undefined ? {} : { engine }),
    // Where the engine goes by its node's name, once is enough.
    ...(node === undefined || node === engine ? {} : { node }),
    ...state,
    ...(target.id === allNetworks.id ? { overview: true } : {}),
    actions:
      target.id === newService.id || target.id === allNetworks.id
        ? []
        : [...own, ...(canDiffer ? [specDiff] : []), ...wayOut(target.kind, extraGaps)],
    gaps: [...cluster.gaps.filter((gap) => gap.part === `${target.kind}s`), ...extraGaps],
  };
}

function stateOf(cluster: Cluster, { kind, id }: PanelTarget): State {
  if (cluster.status.type === 'away') return { state: 'engine cannot be reached', tone: 'unknown' };
  switch (kind) {
    case 'container':
      return ofContainer(cluster, cluster.get('container', id));
    case 'task':
      return ofTask(cluster, cluster.get('task', id), cluster.all('task') !== undefined);
    case 'service':
      if (id === newService.id) return { state: 'not created yet', tone: 'idle' };
      return ofService(cluster, cluster.get('service', id), cluster.all('service') !== undefined);
    case 'node': {
      const node = cluster.get('node', id);
      if (!node) return gone(cluster.all('node') !== undefined);
      const words = node.availability === 'active' ? node.state : `${node.state}, ${node.availability}`;
      return { state: words, tone: node.state === 'ready' ? 'good' : node.state === 'unknown' ? 'unknown' : 'bad' };
    }
    case 'swarm':
      return ofSwarm(cluster);
    case 'stack':
      return ofStack(cluster, stackNameOf(id));
    case 'project':
      return runningOf(cluster, (container) => container.composeProject === projectNameOf(id));
    case 'engine':
      return runningOf(cluster, () => true);
    case 'plugin': {
      const plugin = cluster.get('plugin', id);
      if (!plugin) return gone(cluster.all('plugin') !== undefined);
      return plugin.enabled ? { state: 'enabled', tone: 'good' } : { state: 'disabled', tone: 'idle' };
    }
    case 'image':
    case 'volume':
    case 'network':
    case 'secret':
    case 'config': {
      if (id === allNetworks.id) return ofAll(cluster);
      const object = cluster.get(kind, id);
      if (!object) return gone(cluster.all(kind) !== undefined);
      return {
        state: 'created',
        tone: 'idle',
        ...('createdAt' in object && object.createdAt ? { since: object.createdAt } : {}),
      };
    }
  }
}

function ofSwarm({ info, gaps }: Cluster): State {
  const trouble = gaps.find((gap) => gap.part === swarmPart);
  if (trouble?.reason === 'noLeader') return { state: 'no leader', tone: 'bad' };
  const { role, managers = 0, nodes = 0 } = info?.swarm ?? {};
  if (role !== 'manager' || trouble) return { state: 'state unknown', tone: 'unknown' };
  const words = `${counted(managers, 'manager')}, ${counted(nodes, 'node')}`;
  return { state: words, tone: 'good' };
}

function ofStack(cluster: Cluster, name: string): State {
  const all = cluster.all('service');
  if (!all) return { state: 'services unknown', tone: 'unknown' };
  const own = [...all.values()].filter((service) => service.stack === name);
  if (own.length === 0) return gone(true);
  return { state: counted(own.length, 'service'), tone: 'idle' };
}

/** Containers, and how many of them run: whether those that do not ought to is not said here. */
function runningOf(cluster: Cluster, isOne: (container: Container) => boolean): State {
  const all = cluster.all('container');
  if (!all) return { state: 'containers unknown', tone: 'unknown' };
  const own = [...all.values()].filter(isOne);
  if (own.length === 0) return gone(true);
  const running = own.filter(({ state }) => state === 'running').length;
  return { state: `${running}/${own.length} running`, tone: running === own.length ? 'good' : 'idle' };
}

function ofAll(cluster: Cluster): State {
  const networks = cluster.all('network');
  if (!networks) return { state: 'networks unknown', tone: 'unknown' };
  const count = [...networks.values()].filter(isOfInterest).length;
  return { state: counted(count, 'network'), tone: 'idle' };
}

function ofContainer(cluster: Cluster, container: Container | undefined): State {
  if (!container) return gone(cluster.all('container') !== undefined);
  const where = {
    ...(container.since === undefined ? {} : { since: container.since }),
    ...(container.node === undefined ? {} : { node: nodeName(cluster, container.node) }),
  };
  const code = container.exitCode;
  switch (container.state) {
    case 'running':
      if (container.health === 'unhealthy') return { state: 'unhealthy', tone: 'bad', ...where };
      if (container.health === 'healthy') return { state: 'healthy', tone: 'good', ...where };
      return { state: 'running', tone: 'good', ...where };
    case 'exited': {
      const words = `exited${code === undefined ? '' : ` (${code})`}${container.oomKilled ? ', out of memory' : ''}`;
      return { state: words, tone: code === 0 || code === undefined ? 'idle' : 'bad', ...where };
    }
    case 'restarting':
      return { state: 'restarting', tone: 'warning', ...where };
    case 'created':
      return container.startError
        ? { state: 'could not start', tone: 'bad', ...where }
        : { state: 'created', tone: 'idle', ...where };
    case 'paused':
    case 'removing':
      return { state: container.state, tone: 'idle', ...where };
    case 'dead':
      return { state: 'dead', tone: 'bad', ...where };
    case 'unknown':
      return { state: 'state unknown', tone: 'unknown', ...where };
  }
}

const runningTone: Partial<Record<Task['state'], Tone>> = {
  running: 'good',
  complete: 'idle',
  shutdown: 'idle',
  failed: 'bad',
  rejected: 'bad',
  orphaned: 'bad',
  unknown: 'unknown',
};

function ofTask(cluster: Cluster, task: Task | undefined, listed: boolean): State {
  if (!task) return gone(listed);
  const node = task.nodeId === undefined ? undefined : nodeName(cluster, task.nodeId);
  const code = task.exitCode ? ` (${task.exitCode})` : '';
  return {
    state: `${task.state}${code}`,
    tone: runningTone[task.state] ?? 'warning',
    ...(task.since === undefined ? {} : { since: task.since }),
    ...(node === undefined ? {} : { node }),
  };
}

function ofService(cluster: Cluster, service: Service | undefined, listed: boolean): State {
  if (!service) return gone(listed);
  const tasks = cluster.all('task');
  if (!tasks) return { state: 'tasks unknown', tone: 'unknown' };
  const { running, desired, completed, failing } = serviceProgress(service, tasks.values(), cluster.all('node'));
  const of = desired ?? 'unknown';
  if (completed !== undefined) {
    const tone: Tone = completed === desired ? 'good' : failing > 0 ? 'bad' : 'idle';
    return { state: `job, ${completed}/${of} done${running > 0 ? `, ${running} running` : ''}`, tone };
  }
  const update =
    service.update?.state === 'paused' || service.update?.state === 'rollback_paused' ? ', update paused' : '';
  if (desired === undefined) return { state: `${running} running${update}`, tone: 'unknown' };
  const tone: Tone = running >= desired ? (desired === 0 ? 'idle' : 'good') : running === 0 ? 'bad' : 'warning';
  return { state: `${running}/${of} running${update}`, tone };
}

// A worker's engine knows its own node by id only.
function nodeName(cluster: Cluster, id: string): string {
  const isOwn = id === cluster.info?.swarm.nodeId;
  return cluster.get('node', id)?.name ?? (isOwn ? cluster.info?.name : undefined) ?? id.slice(0, 12);
}

function gone(listed: boolean): State {
  return listed ? { state: 'no longer there', tone: 'idle' } : { state: 'state unknown', tone: 'unknown' };
}

const specDiff: PanelAction = { command: 'dockhound.service.diff', label: 'Last Update', icon: 'diff', current: false };

/** A task is on one node, so the way to its engine can be offered; a service's tasks are on many. */
function wayOut(kind: PanelObjectKind, gaps: readonly Gap[]): PanelAction[] {
  if (kind !== 'task' || !gaps.some(isOfOtherNode)) return [];
  return [{ command: 'dockhound.node.connect', label: 'Connect to Node', icon: 'plug', current: false }];
}

function actions(kind: PanelObjectKind, panel: PanelKind): PanelAction[] {
  const inspect: PanelAction = {
    command: 'dockhound.inspect',
    label: 'Inspect',
    icon: 'search',
    current: panel === 'inspect',
  };
  const stats: PanelAction = { command: 'dockhound.stats', label: 'Stats', icon: 'pulse', current: panel === 'stats' };
  const top: PanelAction = {
    command: 'dockhound.top',
    label: 'Processes',
    icon: 'list-tree',
    current: panel === 'top',
  };
  const events: PanelAction = {
    command: 'dockhound.events',
    label: 'Events',
    icon: 'history',
    current: panel === 'events',
  };
  const diagnose: PanelAction = {
    command: kind === 'engine' || kind === 'swarm' ? 'dockhound.diagnoseAll' : 'dockhound.diagnose',
    label: 'Diagnose',
    icon: 'search-fuzzy',
    current: panel === 'diagnosis',
  };
  if (kind === 'engine') return [stats, events, diagnose];
  if (kind === 'project') return [stats, top, events, diagnose];
  if (kind === 'stack') return [stats, top, inspect, events, diagnose];
  if (kind === 'node' || kind === 'swarm') return [stats, inspect, events, diagnose];
  if (kind === 'network' || kind === 'volume') return [inspect, events, diagnose];
  if (kind !== 'container' && kind !== 'task' && kind !== 'service') return [inspect, events];
  const changes: PanelAction = {
    command: 'dockhound.changes',
    label: 'Changes',
    icon: 'diff',
    current: panel === 'changes',
  };
  return [
    { command: 'dockhound.logs', label: 'Logs', icon: 'output', current: panel === 'logs' },
    stats,
    top,
    ...(kind === 'service' ? [] : [changes]),
    inspect,
    events,
    diagnose,
    { command: 'dockhound.exec', label: 'Shell', icon: 'terminal', current: false },
  ];
}
