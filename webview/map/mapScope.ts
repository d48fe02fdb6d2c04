// Which part of the map is shown: what the filter finds, or the neighbourhood of one network or endpoint.

import type { MapEndpoint, MapNetwork, NetworkMap } from '../../src/model/networkMap';

export interface MapScope {
  readonly filter: string;
  /** `network:<id>`, or an endpoint's key. */
  readonly focus: string | undefined;
}

export function networkKey(id: string): string {
  return `network:${id}`;
}

/** The same facts, fewer of them; attachments to networks that are not shown are left out. */
export function scopedMap(map: NetworkMap, { filter, focus }: MapScope): NetworkMap {
  return filtered(focus === undefined ? map : neighbourhood(map, focus), filter);
}

/** A network, all that is on it, and the other networks these are on; or an endpoint, its networks and all that is there. */
function neighbourhood(map: NetworkMap, focus: string): NetworkMap {
  const network = map.networks.find(({ id }) => networkKey(id) === focus);
  if (network) {
    const endpoints = map.endpoints.filter((one) => isOn(one, network.id));
    const ids = new Set([network.id, ...endpoints.flatMap(idsOf)]);
    return { networks: map.networks.filter(({ id }) => ids.has(id)), endpoints };
  }
  const endpoint = map.endpoints.find(({ key }) => key === focus);
  // What was focused is gone: everything is better than nothing.
  if (!endpoint) return map;
  const ids = new Set(idsOf(endpoint));
  return onlyOn(
    map.networks.filter(({ id }) => ids.has(id)),
    map.endpoints,
  );
}

/** Every word must be found, in the endpoint itself or in one of its networks. */
function filtered(map: NetworkMap, filter: string): NetworkMap {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return map;
  const texts = new Map(map.networks.map((network) => [network.id, networkText(network)]));
  const found = map.endpoints.filter((endpoint) => {
    const text = `${endpointText(endpoint)} ${idsOf(endpoint)
      .map((id) => texts.get(id) ?? '')
      .join(' ')}`;
    return words.every((word) => text.includes(word));
  });
  const ids = new Set(found.flatMap(idsOf));
  const networks = map.networks.filter(
    ({ id }) => ids.has(id) || words.every((word) => (texts.get(id) ?? '').includes(word)),
  );
  return { networks, endpoints: found };
}

function onlyOn(networks: readonly MapNetwork[], all: readonly MapEndpoint[]): NetworkMap {
  const ids = new Set(networks.map(({ id }) => id));
  const endpoints = all.flatMap((endpoint) => {
    const attachments = endpoint.attachments.filter(({ networkId }) => ids.has(networkId));
    return attachments.length === 0 ? [] : [{ ...endpoint, attachments }];
  });
  return { networks, endpoints };
}

function networkText({ name, driver, scope, subnets, internal, encrypted, ingress, attachable }: MapNetwork): string {
  const traits = [internal && 'internal', encrypted && 'encrypted', ingress && 'ingress', attachable && 'attachable'];
  return [name, driver, scope, ...subnets, ...traits.filter(Boolean)].join(' ').toLowerCase();
}

function endpointText({ name, kind, group, state, mode, attachments, ports, tasks }: MapEndpoint): string {
  const words = attachments.flatMap(({ addresses, aliases, mac }) => [...addresses, ...(aliases ?? []), mac ?? '']);
  const own = (tasks ?? []).flatMap((task) => [
    task.name,
    task.node ?? '',
    ...task.attachments.flatMap(({ addresses }) => addresses),
  ]);
  return [name, kind, group ?? '', state, mode ?? '', ...words, ...ports, ...own].join(' ').toLowerCase();
}

function isOn(endpoint: MapEndpoint, networkId: string): boolean {
  return endpoint.attachments.some((one) => one.networkId === networkId);
}

function idsOf(endpoint: MapEndpoint): string[] {
  return endpoint.attachments.map(({ networkId }) => networkId);
}
