// Makes networks, and puts containers on them and takes them off again.

import { ask } from './ask';
import type { Connection } from './connection';
import type { NetworkCalls } from './engine';
import { EngineError } from './engineError';
import { raw, text } from './records/read';
import { slow } from './slow';

export function networkCalls(connection: Connection): NetworkCalls {
  return {
    async create({ name, driver, attachable, internal, ipv6, options, labels, pools }, call) {
      const config = pools.map(({ subnet, gateway, ipRange }) => ({
        ...{ Subnet: subnet, ...(gateway ? { Gateway: gateway } : {}), ...(ipRange ? { IPRange: ipRange } : {}) },
      }));
      const body = {
        // Engines before API 1.44 allow two networks of one name unless told to look.
        ...{ Name: name, Driver: driver, CheckDuplicate: true, Attachable: attachable, Internal: internal },
        ...{ EnableIPv6: ipv6, Options: options, Labels: labels },
        ...(config.length > 0 ? { IPAM: { Driver: 'default', Config: config } } : {}),
      };
      const question = { method: 'POST', path: ['networks', 'create'], body } as const;
      const id = text(raw(await ask(connection, 'create the network', question, slow(call))).Id);
      if (id !== undefined) return id;
      const message = 'The engine did not say under which id it created the network.';
      throw new EngineError({
        reason: 'badReply',
        engine: connection.endpoint.label,
        message,
        next: 'Refresh to see it.',
      });
    },
    async connect(networkId, containerId, { aliases = [], ipv4, ipv6 }, call) {
      const addresses = { ...(ipv4 ? { IPv4Address: ipv4 } : {}), ...(ipv6 ? { IPv6Address: ipv6 } : {}) };
      const endpoint = {
        ...(aliases.length > 0 ? { Aliases: aliases } : {}),
        ...(ipv4 || ipv6 ? { IPAMConfig: addresses } : {}),
      };
      const body = { Container: containerId, EndpointConfig: endpoint };
      const question = { method: 'POST', path: ['networks', networkId, 'connect'], body } as const;
      await ask(connection, 'connect the container', question, slow(call));
    },
    async disconnect(networkId, containerId, { force = false } = {}, call) {
      const body = { Container: containerId, Force: force };
      const question = { method: 'POST', path: ['networks', networkId, 'disconnect'], body } as const;
      await ask(connection, 'disconnect the container', question, slow(call));
    },
  };
}
