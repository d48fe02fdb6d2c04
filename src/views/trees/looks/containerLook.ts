// How a container's row reads.

import { shortAge } from '../../../model/age';
import type { Container, PublishedPort } from '../../../model/container';
import { facts, isIll, oneLine, type RowLook, type RowTone } from '../rowLook';
import { shortName } from './swarmLooks';

export function containerLook(container: Container, now: number): RowLook {
  const { words, icon, tone } = state(container, now);
  return {
    label: oneLine(containerLabel(container)),
    description: facts(words, container.state === 'running' && ports(container.ports)),
    icon,
    tone,
    tooltip: tooltip(container, now),
    contextValue: [
      `container.${container.state}`,
      ...(container.health === 'none' || container.health === 'unknown' ? [] : [container.health]),
      ...(isIll(tone) ? ['ill'] : []),
    ].join('.'),
    ...(container.state === 'exited' || container.state === 'dead' ? { ages: true } : {}),
  };
}

/**
 * Swarm calls the container of a task `shop_api.1.<task id>`: without the id, and below its stack without the stack,
 * there is room for what matters. State and age tell the tries of one slot apart.
 */
export function containerLabel(container: Container): string {
  const { name, taskId, nodeId, stack } = container;
  if (!taskId || !name.endsWith(`.${taskId}`)) return name;
  const slot = name.slice(0, -taskId.length - 1);
  // A global service's slot is its node, and here all are on the same one.
  const short = nodeId && slot.endsWith(`.${nodeId}`) ? slot.slice(0, -nodeId.length - 1) : slot;
  return shortName(short, stack);
}

/** How many of a group run; the rest may be tries that ended, so it is no share of what should run. */
export function containerCounts(all: readonly Container[]): string {
  const running = all.filter((container) => container.state === 'running').length;
  const ill = all.filter((container) => container.health === 'unhealthy').length;
  const rest = all.length - running;
  return facts(`${running} running`, rest > 0 && `${rest} not running`, ill > 0 && `${ill} unhealthy`);
}

function state(container: Container, now: number): { words: string; icon: string; tone: RowTone } {
  switch (container.state) {
    case 'running':
      return running(container);
    case 'exited':
      return exited(container, now);
    case 'restarting':
      return { words: facts('restarting', exitWords(container)), icon: 'sync', tone: 'warning' };
    case 'paused':
      return { words: 'paused', icon: 'debug-pause', tone: 'quiet' };
    case 'created':
      return container.startError
        ? { words: facts('could not start', oneLine(container.startError)), icon: 'error', tone: 'error' }
        : { words: 'created', icon: 'circle-large-outline', tone: 'quiet' };
    case 'removing':
      return { words: 'being removed', icon: 'trash', tone: 'quiet' };
    case 'dead':
      return { words: facts('dead', ago(container, now)), icon: 'error', tone: 'error' };
    case 'unknown':
      return { words: 'state unknown', icon: 'question', tone: 'plain' };
  }
}

function running(container: Container): { words: string; icon: string; tone: RowTone } {
  switch (container.health) {
    case 'healthy':
      return { words: 'healthy', icon: 'pass-filled', tone: 'good' };
    case 'unhealthy':
      return { words: 'unhealthy', icon: 'error', tone: 'error' };
    case 'starting':
      return { words: 'running, health not known yet', icon: 'watch', tone: 'plain' };
    case 'none':
    case 'unknown':
      return { words: 'running', icon: 'vm-running', tone: 'good' };
  }
}

/** 0 is done; 130, 143 and a plain 137 are how a container ends when somebody stops it. */
const stoppedCodes = new Set([130, 137, 143]);

function exited(container: Container, now: number): { words: string; icon: string; tone: RowTone } {
  const words = facts(exitWords(container) ?? 'exited', ago(container, now));
  if (container.oomKilled) return { words, icon: 'error', tone: 'error' };
  if (container.exitCode === undefined || container.exitCode === 0)
    return { words, icon: 'circle-large-outline', tone: 'quiet' };
  if (stoppedCodes.has(container.exitCode)) return { words, icon: 'stop-circle', tone: 'quiet' };
  return { words, icon: 'error', tone: 'error' };
}

function exitWords(container: Container): string | undefined {
  if (container.exitCode === undefined) return undefined;
  return `exited (${container.exitCode})${container.oomKilled ? ', out of memory' : ''}`;
}

function ago(container: Container, now: number): string | undefined {
  const age = shortAge(container.since, now);
  return age === undefined ? undefined : `${age} ago`;
}

/** `:8080→80`, each published port once, whatever addresses it is bound to. */
export function ports(list: readonly PublishedPort[]): string | undefined {
  const seen = new Set<string>();
  for (const port of list) {
    if (port.publicPort === undefined) continue;
    seen.add(`:${port.publicPort}→${port.privatePort}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`);
  }
  const all = [...seen];
  if (all.length === 0) return undefined;
  return all.length > 3 ? `${all.slice(0, 3).join(' ')} and ${all.length - 3} more` : all.join(' ');
}

function tooltip(container: Container, now: number): string[] {
  const { words } = state(container, now);
  return [
    oneLine(container.name),
    words,
    ...(container.since ? [`Since ${new Date(container.since).toLocaleString()}`] : []),
    `Image ${oneLine(container.image)}`,
    ...(container.command ? [`Command ${oneLine(container.command).slice(0, 200)}`] : []),
    ...(container.restartCount ? [`Restarted ${container.restartCount} times`] : []),
    ...(ports(container.ports) ? [`Ports ${ports(container.ports)}`] : []),
    ...container.networks.map((network) => `Network ${oneLine(network.name)}${network.ipv4 ? ` ${network.ipv4}` : ''}`),
    `ID ${container.id.slice(0, 12)}`,
  ];
}
