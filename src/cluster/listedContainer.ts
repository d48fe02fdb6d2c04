// Joins what a list says of a container with what is known of it: the list is coarser than inspect and events.

import type { Container } from '../model/container';

/**
 * The known container itself when the list tells nothing new, else the listed one with the details that only inspect
 * knows, as far as they are still about the same run. `nowMs` is used to judge the list's rounded ages.
 */
export function joinListed(known: Container, listed: Container, nowMs: number): Container {
  const sameRun = known.state === listed.state && isSameSince(known.since, listed.since, nowMs);
  if (sameRun && tellsTheSame(known, listed)) return known;
  if (!sameRun) return listed;
  const { restartCount, oomKilled, startError, exitCode } = known;
  return {
    ...(restartCount === undefined ? {} : { restartCount }),
    ...(oomKilled === undefined ? {} : { oomKilled }),
    ...(startError === undefined ? {} : { startError }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...listed,
    ...(known.since === undefined ? {} : { since: known.since }),
    health: tellsHealth(listed) ? listed.health : known.health,
  };
}

/** Compares what people see and what the list is exact about; how a command or a port is written differs by endpoint. */
function tellsTheSame(known: Container, listed: Container): boolean {
  return (
    known.name === listed.name &&
    (known.health === listed.health || !tellsHealth(listed)) &&
    known.image === listed.image &&
    known.node === listed.node &&
    (listed.exitCode === undefined || known.exitCode === listed.exitCode) &&
    attachments(known) === attachments(listed) &&
    published(known) === published(listed)
  );
}

/** The list writes health behind "Up 3 minutes" and nowhere else; inspect keeps the last verdict of a stopped one. */
function tellsHealth(listed: Container): boolean {
  return listed.state === 'running' || listed.state === 'paused';
}

function attachments(container: Container): string {
  if (container.networks.length === 0) return '';
  return container.networks
    .map((network) => `${network.name}=${network.ipv4 ?? ''}`)
    .sort()
    .join();
}

function published(container: Container): string {
  if (container.ports.length === 0) return '';
  return container.ports
    .filter((port) => port.publicPort !== undefined)
    .map((port) => `${port.hostIp ?? ''}:${port.publicPort}:${port.privatePort}/${port.protocol}`)
    .sort()
    .join();
}

/**
 * Whether the list's "Up 3 minutes" can mean the time we know. The engine rounds to whole seconds, minutes, hours, days,
 * weeks, months (docker/go-units `HumanDuration`), so ages differ by less than half of the larger one, plus a second.
 */
function isSameSince(known: string | undefined, listed: string | undefined, nowMs: number): boolean {
  if (known === listed || known === undefined || listed === undefined) return true;
  const knownAge = nowMs - Date.parse(known);
  const listedAge = nowMs - Date.parse(listed);
  return Math.abs(knownAge - listedAge) <= Math.max(Math.abs(knownAge), Math.abs(listedAge)) / 2 + 2_000;
}
