// What a command on networks needs to know before it plans: read from the engine now, not from the picture.

import type { Engine } from '../../engine/engine';
import type { Container } from '../../model/container';
import { HumanError } from '../../model/humanError';
import type { Network } from '../../model/network';
import type { Service } from '../../model/service';
import type { NetworkScene } from '../../operations/networkChecks';
import type { Neighbours } from '../../operations/networkMembers';
import type { CommandContext } from '../commandContext';

export interface NetworkSurroundings extends NetworkScene, Neighbours {
  readonly engine: Engine;
}

export async function networkSurroundings({ cluster }: CommandContext): Promise<NetworkSurroundings> {
  const engine = await cluster.engine();
  const info = await engine.info();
  const isManager = info.swarm.role === 'manager';
  const [networks, containers, services, tasks] = await Promise.all([
    engine.list('network'),
    engine.list('container'),
    isManager ? engine.list('service') : none,
    isManager ? engine.list('task') : none,
  ]);
  return {
    ...{ engine, info, networks: networks.items, containers: containers.items },
    ...{ services: services.items, tasks: tasks.items.map((task) => cluster.get('task', task.id) ?? task) },
  };
}

const none = { items: [] } as const;

/** Read anew: only inspect tells the aliases. */
export async function readContainer(engine: Engine, key: string): Promise<Container> {
  const read = await engine.get('container', key);
  if (!read.ok) throw new HumanError(`Container ${key} cannot be read: ${read.unreadable.message}`);
  return read.value;
}

/** Read anew: only inspect tells the endpoints. */
export async function readNetwork(engine: Engine, key: string): Promise<Network> {
  const read = await engine.get('network', key);
  if (!read.ok) throw new HumanError(`Network ${key} cannot be read: ${read.unreadable.message}`);
  return read.value;
}

/** By id, or by name as people write it. */
export function findService({ services }: NetworkSurroundings, key: string): Service {
  const found = services.find(({ id, name }) => id === key || name === key);
  if (found) return found;
  throw new HumanError(`There is no service ${key}.`, 'Refresh to see what is there.');
}
