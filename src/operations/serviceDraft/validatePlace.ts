// Checks where a service runs and how it is reached: ports, networks, placement, resources.

import { meetsConstraint } from '../../model/placement';
import type { ServicePort } from '../../model/service';
import type { DraftPort, ServiceDraft } from '../../model/serviceDraft';
import { cores, count, memory } from './units';
import type { Report, Surroundings } from './validateDraft';

/** As swarmkit's `validateEndpointSpec` and `checkPortConflicts` (`manager/controlapi/service.go`). */
export function checkPorts(draft: ServiceDraft, { services, edited }: Surroundings, report: Report): void {
  const published = new Map<string, number>();
  draft.ports.forEach((port, i) => {
    const at = (key: string) => `ports.${i}.${key}`;
    if (port.target === '') report(at('target'), 'Say which port the container listens on.');
    else if (!isPort(port.target, 1)) report(at('target'), 'A port is a whole number from 1 to 65535.');
    if (port.published !== '' && !isPort(port.published, 0)) {
      report(at('published'), 'A port is a whole number from 1 to 65535.');
      return;
    }
    if (port.mode === 'ingress' && draft.endpointMode === 'dnsrr') {
      report(at('mode'), 'With endpoint mode dnsrr a port can only be published in host mode.');
    }
    if (port.published === '' || Number(port.published) === 0) return;
    const key = `${Number(port.published)}/${port.protocol}`;
    const first = published.get(key);
    if (first !== undefined) report(at('published'), `Row ${first + 1} publishes ${key} already.`);
    else published.set(key, i);
    const owner = services?.find((service) => service.id !== edited?.id && takes(service.ports, port));
    if (owner) report(at('published'), `${owner.name} publishes ${key} already.`);
  });
}

/** Ports in host mode of two services may be on different nodes; any other pair cannot be. */
function takes(ports: readonly ServicePort[], port: DraftPort): boolean {
  return ports.some(
    (other) =>
      other.publishedPort === Number(port.published) &&
      other.protocol === port.protocol &&
      (other.mode === 'ingress' || port.mode === 'ingress'),
  );
}

function isPort(text: string, least: number): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= 65535;
}

/** Networks of the engine itself that every node has, which swarm takes for services too. */
const predefined = new Set(['host', 'bridge', 'none']);

export function checkNetworks(draft: ServiceDraft, { networks }: Surroundings, report: Report): void {
  draft.networks.forEach(({ name, aliases }, i) => {
    const at = (key: string) => `networks.${i}.${key}`;
    if (name === '') {
      report(at('name'), 'Choose a network.');
      return;
    }
    if (draft.networks.some((other, j) => j < i && other.name === name)) {
      report(at('name'), `${name} is chosen already.`);
    }
    if (aliases.split(',').some((alias) => /\s/.test(alias.trim()))) {
      report(at('aliases'), 'Separate aliases by commas; they hold no space.');
    }
    if (!networks || predefined.has(name)) return;
    const found = networks.filter((network) => network.name === name || network.id === name);
    if (found.length === 0) report(at('name'), `There is no network ${name}.`);
    else if (found.every((network) => network.ingress)) {
      report(at('name'), 'The ingress network is for published ports only.');
    } else if (found.every((network) => network.scope !== 'swarm')) {
      report(at('name'), `${name} is on one engine only. A service needs an overlay network.`);
    }
  });
}

export function checkConstraints(draft: ServiceDraft, { nodes }: Surroundings, report: Report): void {
  draft.constraints.forEach((constraint, i) => {
    const trouble = constraintTrouble(constraint, nodes);
    if (trouble) report(`constraints.${i}`, ...trouble);
  });
  const all = draft.constraints;
  if (!nodes || all.length < 2) return;
  const each = all.every((one) => nodes.some((node) => meetsConstraint(node, one) !== false));
  const together = nodes.some((node) => all.every((one) => meetsConstraint(node, one) !== false));
  if (each && !together) {
    report(`constraints.${all.length - 1}`, 'No node meets all of them, so no task would start.', 'warning');
  }
}

/** Keys and values as in swarmkit `manager/constraint`. */
function constraintTrouble(
  constraint: string,
  nodes: Surroundings['nodes'],
): readonly [string, 'error' | 'warning'] | undefined {
  const [, key, operator, value] = /^\s*([^=!\s]+)\s*(==|!=)\s*(.*?)\s*$/.exec(constraint) ?? [];
  if (key === undefined || !value) return ['Write it as node.role==worker, or with != for the contrary.', 'error'];
  if (!/^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i.test(value)) return [`Swarm does not take the value ${value}.`, 'error'];
  const label = /^node\.labels\.(.+)$/i.exec(key)?.[1];
  if (label !== undefined && nodes && !nodes.some((node) => node.labels[label] !== undefined)) {
    // With != every node suits: it is unlike what it does not have.
    return [`No node has a label ${label}.`, operator === '!=' ? 'warning' : 'error'];
  }
  if (label === undefined && !isKnownKey(key)) {
    return [`Swarm knows no ${key}. Use node.id, node.hostname, node.role, node.labels.NAME and the like.`, 'error'];
  }
  return nodes?.every((node) => meetsConstraint(node, constraint) === false)
    ? ['No node meets it, so no task would start.', 'warning']
    : undefined;
}

function isKnownKey(key: string): boolean {
  return /^(node\.(id|hostname|ip|role|platform\.(os|arch))|engine\.labels\..+)$/i.test(key);
}

/**
 * The least of each: 0.001 cores and 4 MiB for swarm (swarmkit `validateResources`), 0.01 cores and 6 MiB for the engine
 * that starts a task with a limit (moby `daemon_unix.go`).
 */
export function checkResources(draft: ServiceDraft, { nodes }: Surroundings, report: Report): void {
  const { limits, reservations } = draft;
  const limit = { cpus: numberOf(cores.write(limits.cpus)), memory: numberOf(memory.write(limits.memory)) };
  const kept = { cpus: numberOf(cores.write(reservations.cpus)), memory: numberOf(memory.write(reservations.memory)) };
  if (limit.cpus && limit.cpus < 1e7) report('limits.cpus', '0.01 cores are the least.');
  if (limit.memory && limit.memory < 6 * mebi) report('limits.memory', '6M is the least an engine starts a task with.');
  if (kept.cpus && kept.cpus < 1e6) report('reservations.cpus', '0.001 cores are the least.');
  if (kept.memory && kept.memory < 4 * mebi) report('reservations.memory', '4M is the least.');
  for (const key of ['cpus', 'memory'] as const) {
    if (limit[key] && kept[key] && kept[key] > limit[key]) {
      report(`reservations.${key}`, 'More is kept free than the tasks may use.', 'warning');
    }
  }
  const fits = (own: number, of: (node: NonNullable<typeof nodes>[number]) => number | undefined) =>
    nodes === undefined || nodes.length === 0 || nodes.some((node) => (of(node) ?? own) >= own);
  if (!fits(kept.cpus, (node) => node.nanoCpus)) report('reservations.cpus', 'No node has as many cores.', 'warning');
  if (!fits(kept.memory, (node) => node.memoryBytes))
    report('reservations.memory', 'No node has as much memory.', 'warning');
  if (limits.pids !== '' && count.write(limits.pids) === 0) report('limits.pids', '0 means no limit.', 'warning');
}

const mebi = 1024 * 1024;

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
