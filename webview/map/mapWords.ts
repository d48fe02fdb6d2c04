// How networks and endpoints read, the same in boxes, tree and details.

import { attachmentOn, type MapEndpoint, type MapNetwork, type MapTask } from '../../src/model/networkMap';
import type { MapItem } from './mapCells';

export function networkFacts(network: MapNetwork): string {
  const { driver, scope, subnets, internal, attachable, ingress, encrypted } = network;
  return joined(
    driver,
    // What overlay networks are anyway is not worth the room.
    scope !== 'local' && driver !== 'overlay' && scope,
    ...subnets,
    ingress && 'ingress',
    internal && 'internal',
    encrypted && 'encrypted',
    attachable && 'attachable',
  );
}

/** Where it is, then how it is; `networkIds`: the networks that its place on the map already tells. */
export function endpointFacts(endpoint: MapEndpoint, networkIds: readonly string[]): string {
  const addresses = networkIds.flatMap((id) => attachmentOn(endpoint, id)?.addresses ?? []);
  const way = endpoint.kind === 'service' && addresses.length === 0 && endpoint.mode === 'dnsrr' ? 'dnsrr' : undefined;
  const state = endpoint.state === 'running' ? undefined : endpoint.state;
  return joined(...addresses.slice(0, 2), way, state);
}

export function taskFacts(task: MapTask): string {
  const addresses = task.attachments.flatMap((one) => one.addresses);
  return joined(...addresses.slice(0, 2), task.node, !task.running && 'not running');
}

/** The second line of a group's box. */
export function groupFacts(endpoints: readonly MapEndpoint[]): string {
  return endpoints.map(({ name }) => name).join(', ');
}

/** True where something about it needs a look: shown by another icon, and by its state in words. */
export function isAmiss({ kind, state }: MapEndpoint): boolean {
  if (kind === 'container') return state !== 'running' && state !== 'healthy';
  const [running, wanted] = state.split(/[/ ]/).map(Number);
  return running !== undefined && wanted !== undefined && running < wanted;
}

/** Everything a box says, for a screen reader. */
export function spoken(item: MapItem, networks: readonly string[]): string {
  const where = networks.length > 0 ? `on ${networks.join(', ')}` : '';
  switch (item.type) {
    case 'group':
      return `${item.title} ${where}, ${item.open ? 'shown; Enter folds them' : 'folded; Enter shows them'}`;
    case 'task':
      return `${item.task.name}, task of ${item.endpoint.name}, ${taskFacts(item.task)}`;
    case 'endpoint': {
      const { endpoint } = item;
      const addresses = endpoint.attachments.flatMap((one) => one.addresses);
      return [endpoint.name, endpoint.kind, endpoint.state, where, ...addresses].filter(Boolean).join(', ');
    }
  }
}

export function joined(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}
