// Putting a container on a network and taking it off, as plans: what is in the way, what is lost, and proof afterwards.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { contains, parseAddress, parseCidr } from '../model/cidr';
import type { Container } from '../model/container';
import { HumanError } from '../model/humanError';
import type { Network } from '../model/network';
import type { Service } from '../model/service';
import type { Task } from '../model/task';
import { isPredefined } from './networkChecks';
import type { Plan } from './plan';

/** Who else is there; a part that is unknown is empty, and then nothing is claimed of it. */
export interface Neighbours {
  readonly containers: readonly Container[];
  readonly services: readonly Service[];
  readonly tasks: readonly Task[];
  readonly networks: readonly Network[];
}

export interface ConnectWish {
  readonly aliases: readonly string[];
  readonly ipv4?: string;
  readonly ipv6?: string;
}

/** Why the container cannot join at all; undefined when it can. */
export function connectTrouble(container: Container, network: Network): HumanError | undefined {
  const { name } = network;
  if (network.ingress) {
    return new HumanError(
      `${name} is the swarm's ingress network, which carries published ports only.`,
      'Choose another.',
    );
  }
  if (isPredefined(network) && name !== 'bridge') {
    return new HumanError(
      `${name} is a network of the engine's own: a container is given to it when it is created, never later.`,
      'Choose another network, or create the container anew.',
    );
  }
  const alone = container.networks.find((one) => one.name === 'host' || one.name === 'none');
  if (alone) {
    return new HumanError(
      `${container.name} was created with the network ${alone.name}, which it cannot share with another.`,
      `Create it anew on ${name}.`,
    );
  }
  if (isOn(container, network)) return new HumanError(`${container.name} is on ${name} already.`);
  if (network.scope === 'swarm' && network.driver === 'overlay' && !network.attachable) {
    return new HumanError(
      `${name} is an overlay for services only: it was created without attachable, which cannot be changed later.`,
      'Create another network with attachable for containers, or run this as a service.',
      [{ title: 'Create Network…', command: 'dockhound.network.create' }],
    );
  }
  return undefined;
}

/** Docker's embedded DNS knows these; the engine takes any text. */
export function aliasTrouble(aliases: readonly string[], network: Network): string | undefined {
  if (aliases.length > 0 && network.name === 'bridge') return 'The default bridge network knows no names.';
  const odd = aliases.find(
    (alias) => alias.length > 253 || !/^[a-zA-Z0-9_]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$/.test(alias),
  );
  return odd && `${odd} is no host name. It may hold letters, digits, -, _ and ., with no blank.`;
}

/** Names whoever has the address. */
export function fixedAddressTrouble(text: string, network: Network, around: Neighbours): string | undefined {
  const address = parseAddress(text);
  if (!address) return `${text} is no address. Write one without a prefix length.`;
  if (network.name === 'bridge') return 'The default bridge network gives out its addresses itself.';
  const subnets = network.subnets.flatMap(({ subnet, gateway }) => {
    const cidr = parseCidr(subnet);
    return cidr ? [{ cidr, subnet, gateway: gateway ? parseAddress(gateway) : undefined }] : [];
  });
  const home = subnets.find(({ cidr }) => contains(cidr, address));
  if (!home) return `${text} is not in ${subnets.map(({ subnet }) => subnet).join(' or ')} of ${network.name}.`;
  const { cidr, gateway } = home;
  if (gateway?.value === address.value) return `${text} is the gateway of ${network.name}.`;
  if (address.value === cidr.first || (cidr.family === 4 && address.value === cidr.last)) {
    return `${text} is the first or the last address of ${home.subnet}, which no container can have.`;
  }
  const holder = holderOf(address.value, network.id, around);
  return holder && `${text} belongs to ${holder} already.`;
}

export function connectPlan(
  container: Container,
  network: Network,
  wish: ConnectWish,
  around: Neighbours,
  engine: Engine,
): Plan {
  const trouble = connectTrouble(container, network);
  if (trouble) throw trouble;
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['alias', aliasTrouble(wish.aliases, network)],
    ['IPv4 address', wish.ipv4 && familyTrouble(wish.ipv4, 4, network, around)],
    ['IPv6 address', wish.ipv6 && familyTrouble(wish.ipv6, 6, network, around)],
  ];
  for (const [field, words] of fields) {
    if (words) throw new HumanError(`The ${field} cannot be used. ${words}`, 'Nothing has been changed.');
  }
  const details = [
    ...(wish.aliases.length > 0 ? [`as ${wish.aliases.join(', ')}`] : []),
    ...[wish.ipv4, wish.ipv6].flatMap((address) => (address ? [`at ${address}`] : [])),
  ];
  return {
    title: `Connect ${container.name} to ${network.name}${details.length > 0 ? ` ${details.join(' ')}` : ''}`,
    warnings: container.state === 'running' ? [] : [`${container.name} does not run: it joins when it starts.`],
    steps: [
      {
        title: `Connect ${container.name} to ${network.name}`,
        run: (signal) => connect(engine, network, container, wish, signal),
        undo: () => engine.networks.disconnect(network.id, container.id, { force: true }),
      },
      {
        title: `See that ${container.name} is on ${network.name}`,
        run: async (signal) => {
          const now = await containerNow(engine, container.id, signal);
          const there = now.networks.find((one) => one.networkId === network.id || one.name === network.name);
          if (!there) throw new HumanError(`${engine.label} did not put ${container.name} on ${network.name}.`);
          if (now.state === 'running' && wish.ipv4 && there.ipv4 !== wish.ipv4) {
            throw new HumanError(`${container.name} got the address ${there.ipv4 ?? 'unknown'}, not ${wish.ipv4}.`);
          }
        },
        whenCut: 'nothing',
      },
    ],
  };
}

/** Warnings say what the container loses: reach, published ports, and the names under which others find it. */
export function disconnectPlan(
  container: Container,
  network: Network,
  around: Neighbours,
  engine: Engine,
  { force = false }: { force?: boolean } = {},
): Plan {
  if (network.name === 'host') {
    throw new HumanError(
      `${container.name} uses the network of the machine itself, from which it cannot be disconnected.`,
      'Create it anew on another network.',
    );
  }
  if (!isOn(container, network) && !force) {
    throw new HumanError(`${container.name} is not on ${network.name}.`, 'Refresh to see its networks.');
  }
  return {
    title: `Disconnect ${container.name} from ${network.name}`,
    warnings: lossesOf(container, network, around),
    steps: [
      {
        title: `Disconnect ${container.name} from ${network.name}`,
        run: async (signal) => {
          await engine.networks.disconnect(network.id, container.id, { force }, { signal });
          const now = await containerNow(engine, container.id, signal).catch((error: unknown) => {
            if (force && error instanceof EngineError && error.reason === 'notFound') return undefined;
            throw error;
          });
          if (now && isOn(now, network)) {
            throw new HumanError(`${container.name} is still on ${network.name}.`, 'Try again with force.');
          }
        },
      },
    ],
  };
}

export function isOn(container: Container, network: Pick<Network, 'id' | 'name'>): boolean {
  return container.networks.some((one) =>
    one.networkId === undefined ? one.name === network.name : one.networkId === network.id,
  );
}

function lossesOf(container: Container, network: Network, around: Neighbours): readonly string[] {
  const here = container.networks.find((one) => one.networkId === network.id || one.name === network.name);
  const rest = container.networks.filter((one) => one !== here);
  const kindOf = (one: { readonly networkId?: string; readonly name: string }) =>
    around.networks.find((other) => other.id === one.networkId || other.name === one.name);
  const ports = container.ports.filter((port) => port.publicPort !== undefined);
  const published = [...new Set(ports.map((port) => `${port.publicPort}→${port.privatePort}/${port.protocol}`))];
  const carrier = rest.find((one) => kindOf(one)?.internal !== true);
  const peers = peersOf(container, network, around);
  const names = [container.name, ...(here?.aliases ?? [])].filter((name) => !container.id.startsWith(name));
  const known = network.name !== 'bridge' && network.driver !== 'null';
  return [
    rest.length === 0
      ? 'It is its only network: it reaches nothing any more, and nothing reaches it.'
      : `It stays on ${rest.map((one) => one.name).join(', ')}.`,
    ...(published.length === 0
      ? []
      : carrier
        ? [`Its published ports (${published.join(', ')}) go on over ${carrier.name}.`]
        : [`Its published ports (${published.join(', ')}) are closed.`]),
    ...(peers.length === 0
      ? []
      : [
          `${some(peers)} on ${network.name} can${known ? `not find it as ${[...new Set(names)].join(', ')}` : 'not reach it'} there any more.`,
        ]),
    'Connections that are open over it break.',
  ];
}

function peersOf(container: Container, network: Network, { containers, services }: Neighbours): readonly string[] {
  const others = containers.filter((one) => one.id !== container.id && one.state === 'running' && isOn(one, network));
  const own = others.filter((one) => one.serviceId === undefined).map((one) => one.name);
  const swarm = services.filter((service) => service.networkIds.includes(network.id)).map((service) => service.name);
  return [...own, ...swarm];
}

function some(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function familyTrouble(text: string, family: 4 | 6, network: Network, around: Neighbours): string | undefined {
  const address = parseAddress(text);
  if (address && address.family !== family) return `${text} is no IPv${family} address.`;
  return fixedAddressTrouble(text, network, around);
}

function holderOf(value: bigint, networkId: string, { containers, services, tasks }: Neighbours): string | undefined {
  const same = (text: string | undefined) => text !== undefined && parseAddress(text)?.value === value;
  const container = containers.find((one) =>
    one.networks.some((on) => on.networkId === networkId && (same(on.ipv4) || same(on.ipv6))),
  );
  if (container) return container.name;
  const service = services.find(({ virtualIps }) =>
    virtualIps.some((ip) => ip.networkId === networkId && same(ip.address)),
  );
  if (service) return `service ${service.name}`;
  const task = tasks.find(
    ({ attachments, desiredState }) =>
      desiredState === 'running' && attachments?.some((one) => one.networkId === networkId && one.addresses.some(same)),
  );
  return task && `task ${task.name}`;
}

async function connect(
  engine: Engine,
  network: Network,
  container: Container,
  wish: ConnectWish,
  signal: AbortSignal,
): Promise<void> {
  try {
    await engine.networks.connect(network.id, container.id, wish, { signal });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (/user configured subnets/.test(error.message)) {
      throw new HumanError(
        `${network.name} was created without a subnet of its own, and only where one was given can an address be fixed.`,
        'Connect without an address, or create a network with a subnet.',
      );
    }
    if (/attaching to network failed/.test(error.message)) {
      throw new HumanError(
        `Swarm gave ${container.name} no place on ${network.name}. The address may be taken on another node.`,
        'Try another address, or none.',
      );
    }
    throw error;
  }
}

async function containerNow(engine: Engine, id: string, signal: AbortSignal): Promise<Container> {
  const read = await engine.get('container', id, { signal });
  if (!read.ok) throw new HumanError(`The container cannot be read: ${read.unreadable.message}`);
  return read.value;
}
