// Removing a network, as a plan: who is still on it is named before the engine is asked.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { Network } from '../model/network';
import { isPredefined } from './networkChecks';
import { isOn, type Neighbours } from './networkMembers';
import type { Plan } from './plan';

/** Who holds the network: each is enough for the engine to refuse. */
export function holdersOf(
  network: Network,
  { containers, services }: Pick<Neighbours, 'containers' | 'services'>,
): readonly string[] {
  const swarm = services.filter((service) => service.networkIds.includes(network.id));
  const users = containers.filter((one) => alive.has(one.state) && isOn(one, network));
  const known = new Set(users.map((one) => one.id));
  // What only the network itself tells of; its load balancer's endpoint (`lb-…`) goes with it.
  const others = (network.endpoints ?? []).filter(
    ({ containerId }) => !known.has(containerId) && !containerId.startsWith('lb-') && !isTaskOf(containerId),
  );
  const containersAlone = users.filter((one) => !swarm.some((service) => service.id === one.serviceId));
  return [
    ...swarm.map((service) => `service ${service.name}`),
    ...containersAlone.map((one) => one.name),
    ...others.map(({ name }) => name),
  ];

  function isTaskOf(containerId: string): boolean {
    const container = containers.find((one) => one.id === containerId);
    return container?.serviceId !== undefined && swarm.some((service) => service.id === container.serviceId);
  }
}

export function removeNetworkPlan(network: Network, around: Neighbours, engine: Engine): Plan {
  const { id, name } = network;
  if (isPredefined(network)) {
    throw new HumanError(
      network.ingress
        ? `${name} is the swarm's ingress network: without it no service can publish a port.`
        : `${name} is a network that the engine makes for itself and needs.`,
      'It stays. Remove networks that you created.',
    );
  }
  const holders = holdersOf(network, around);
  if (holders.length > 0) {
    const shown = holders.length > 6 ? [...holders.slice(0, 5), `${holders.length - 5} more`] : holders;
    throw new HumanError(
      `${name} is in use by ${shown.join(', ')}, so it cannot be removed.`,
      'Disconnect them first.',
      [{ title: 'Disconnect…', command: 'dockhound.network.disconnect', arguments: [{ kind: 'network', id, name }] }],
    );
  }
  const stopped = around.containers.filter((one) => isOn(one, network)).map((one) => one.name);
  return {
    title: `Remove network ${name}`,
    warnings: [
      ...(stopped.length > 0
        ? [`${stopped.join(', ')} ${stopped.length === 1 ? 'does' : 'do'} not run, but cannot start again without it.`]
        : []),
      ...(network.stack ? [`It belongs to stack ${network.stack}, which makes it again when it is deployed.`] : []),
      ...(network.composeProject ? [`It belongs to the Compose project ${network.composeProject}.`] : []),
    ],
    steps: [
      {
        title: `Remove network ${name}`,
        run: async (signal) => {
          await engine.remove('network', id, {}, { signal });
          if (await isThere(engine, id, signal))
            throw new HumanError(`${name} is still there.`, 'Refresh, then look again.');
        },
      },
    ],
  };
}

const alive: ReadonlySet<string> = new Set(['running', 'paused', 'restarting', 'unknown']);

async function isThere(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    await engine.get('network', id, { signal });
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'notFound') return false;
    throw error;
  }
}
