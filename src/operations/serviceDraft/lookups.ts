// What a draft is measured against on a real swarm: everything it may name, read once.

import type { Engine } from '../../engine/engine';
import type { Lookups } from './lists';
import type { Surroundings } from './validateDraft';

export type Known = Pick<Surroundings, 'services' | 'networks' | 'secrets' | 'configs' | 'nodes'>;

/** Fresh from the engine: a picture may lag behind what somebody made a moment ago. */
export async function readSurroundings(engine: Engine, signal?: AbortSignal): Promise<Known> {
  const call = signal ? { signal } : {};
  const [services, networks, secrets, configs, nodes] = await Promise.all([
    engine.list('service', call),
    engine.list('network', call),
    engine.list('secret', call),
    engine.list('config', call),
    engine.list('node', call),
  ]);
  return {
    services: services.items,
    networks: networks.items,
    secrets: secrets.items,
    configs: configs.items,
    nodes: nodes.items,
  };
}

/** Where two networks share a name, a service means the swarm's. */
export function lookupsIn({ networks = [], secrets = [], configs = [] }: Known): Lookups {
  return {
    networkName: (idOrName) => networks.find(({ id }) => id === idOrName)?.name ?? idOrName,
    networkId: (name) => {
      const named = networks.filter((network) => network.name === name);
      return (named.find(({ scope }) => scope === 'swarm') ?? named[0])?.id;
    },
    fileId: (kind, name) => (kind === 'secret' ? secrets : configs).find((file) => file.name === name)?.id,
  };
}
