// Pictures for the tests of the network map.

import type { Container, ContainerNetwork } from '../../src/model/container';
import type { Network } from '../../src/model/network';
import type { MapPicture } from '../../src/model/networkMap';
import type { Service } from '../../src/model/service';
import type { Task } from '../../src/model/task';
import * as objects from '../cluster/objects';

export function network(id: string, more: Partial<Network> = {}): Network {
  return {
    ...{ kind: 'network', id, name: id, driver: 'bridge', scope: 'local', subnets: [{ subnet: '172.30.0.0/24' }] },
    ...{ internal: false, attachable: false, ingress: false, encrypted: false, labels: {}, options: {} },
    ...more,
  };
}

export function overlay(id: string, more: Partial<Network> = {}): Network {
  return network(id, { driver: 'overlay', scope: 'swarm', subnets: [{ subnet: '10.0.1.0/24' }], ...more });
}

export function container(id: string, networks: readonly ContainerNetwork[], more: Partial<Container> = {}): Container {
  return objects.container(`${id}-`.padEnd(64, '0'), { name: id, image: 'app:1', networks, ...more });
}

export function on(networkId: string, ipv4?: string, more: Partial<ContainerNetwork> = {}): ContainerNetwork {
  return { name: networkId, networkId, aliases: [], ...(ipv4 === undefined ? {} : { ipv4 }), ...more };
}

export function service(id: string, more: Partial<Service> = {}): Service {
  return objects.service(id, { image: 'app:1', ...more });
}

export function task(id: string, serviceId: string, more: Partial<Task> = {}): Task {
  return {
    ...{ kind: 'task', id, name: `${serviceId}.${id}`, version: 1, serviceId, state: 'running', labels: {} },
    ...{ desiredState: 'running', image: 'app:1' },
    ...more,
  };
}

export function picture(more: Partial<MapPicture> = {}): MapPicture {
  return { networks: [], containers: [], services: [], tasks: [], nodes: [], ...more };
}

/** 200 endpoints on 14 networks: projects on networks of their own, proxies and stores on several. */
export function manyEndpoints(): MapPicture {
  const networks = Array.from({ length: 14 }, (_, at) => network(`net-${at}`, { name: `project${at}_default` }));
  const containers = Array.from({ length: 200 }, (_, at) => {
    const own = at % 12;
    const ids = [
      `net-${own}`,
      ...(at % 17 === 0 ? [`net-${(own + 1) % 12}`] : []),
      ...(at % 40 === 0 ? ['net-12'] : []),
    ];
    const networksOf = [...new Set(ids)].map((id) => on(id, `172.30.${own}.${(at % 250) + 2}`));
    return container(`web-${at}`, networksOf, { composeProject: `project${own}` });
  });
  return picture({ networks, containers });
}
