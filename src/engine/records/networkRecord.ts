// GET /networks and GET /networks/{id} → Network.

import type { Network, NetworkEndpoint } from '../../model/network';
import type { Read } from '../engine';
import { origin } from './origin';
import { address, isRaw, items, labels, present, raw, readObject, shortId, text, time } from './read';

/**
 * The list says nothing about who is attached (newer engines write an empty `Containers` there all the same), so its
 * endpoints stay unknown.
 */
export function networkFromList(value: unknown, position = 0): Read<Network> {
  return network(value, position, false);
}

export function networkFromInspect(value: unknown, position = 0): Read<Network> {
  return network(value, position, true);
}

function network(value: unknown, position: number, inspected: boolean): Read<Network> {
  return readObject('network', value, position, ['Id', 'ID'], (object, id) => {
    const own = labels(object.Labels);
    const options = labels(object.Options);
    return {
      kind: 'network',
      id,
      name: text(object.Name) ?? shortId(id),
      driver: text(object.Driver) ?? '',
      scope: text(object.Scope) ?? 'local',
      subnets: subnets(raw(object.IPAM).Config),
      internal: object.Internal === true,
      attachable: object.Attachable === true,
      ingress: object.Ingress === true,
      // The option counts by being there: `--opt encrypted` has an empty value.
      encrypted: Object.hasOwn(options, 'encrypted') && options.encrypted !== 'false',
      labels: own,
      options,
      ...origin(own),
      ...present({
        createdAt: time(object.Created),
        ipv6: object.EnableIPv6 === true || undefined,
        endpoints: inspected ? endpoints(object.Containers) : undefined,
      }),
    };
  });
}

function subnets(value: unknown): Network['subnets'] {
  return items(value).flatMap((item) => {
    const subnet = text(raw(item).Subnet);
    return subnet === undefined
      ? []
      : [{ subnet, ...present({ gateway: address(raw(item).Gateway), ipRange: text(raw(item).IPRange) }) }];
  });
}

function endpoints(value: unknown): readonly NetworkEndpoint[] {
  if (!isRaw(value)) return [];
  return Object.entries(value).map(([containerId, attached]) => {
    const endpoint = raw(attached);
    return {
      containerId,
      name: text(endpoint.Name) ?? shortId(containerId),
      ...present({
        ipv4: address(endpoint.IPv4Address),
        ipv6: address(endpoint.IPv6Address),
        mac: text(endpoint.MacAddress),
      }),
    };
  });
}
