// Making a network, as a plan: everything is checked before, and what turns out differently is taken back.

import type { Engine, NetworkSpec } from '../engine/engine';
import { contains, formatCidr, parseAddress, parseCidr } from '../model/cidr';
import { HumanError } from '../model/humanError';
import type { Network } from '../model/network';
import {
  gatewayTrouble,
  type NetworkScene,
  networkNameTrouble,
  rangeTrouble,
  subnetDoubt,
  subnetTrouble,
} from './networkChecks';
import { pause } from './pause';
import type { Plan, Step } from './plan';

export interface NetworkWish {
  readonly name: string;
  readonly driver: 'bridge' | 'overlay';
  readonly attachable: boolean;
  readonly encrypted: boolean;
  readonly internal: boolean;
  readonly ipv6: boolean;
  /** CIDR, one per address family or more; empty: the engine chooses. */
  readonly subnets: readonly string[];
  readonly gateways: readonly string[];
  readonly ipRanges: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A plan with the name under which its outcome is found. */
export interface NetworkPlan extends Plan {
  readonly name: string;
}

/** Swarm allocates an overlay within a second or two; one that it cannot allocate stays empty for ever. */
const allocationMs = 15_000;
const lookMs = 250;

/** Throws a `HumanError` that names the field for what the engine or swarm would refuse, or would take and never make work. */
export function createNetworkPlan(wish: NetworkWish, scene: NetworkScene, engine: Engine): NetworkPlan {
  refuse(wish, scene);
  const { name } = wish;
  let id = '';
  const create: Step = {
    title: `Create network ${name}`,
    run: async (signal) => {
      id = await engine.networks.create(specOf(wish), { signal });
    },
    undo: () => engine.remove('network', id),
  };
  const verify: Step = {
    title: `See that ${name} is as wished`,
    run: async (signal, report) => {
      const made = await allocated(engine, id, signal, report);
      const amiss = difference(wish, made);
      if (amiss) throw new HumanError(`${engine.label} made ${name} ${amiss}.`, 'It may be too old for this option.');
    },
    whenCut: 'nothing',
  };
  return {
    ...{ name, title: `Create network ${name} (${traitsOf(wish).join(', ')})` },
    warnings: warningsOf(wish, scene),
    steps: [create, verify],
    afterUndo: `There is no network ${name}.`,
  };
}

/** Why this engine cannot make overlay networks; undefined when it can. */
export function overlayTrouble({ info }: NetworkScene): HumanError | undefined {
  switch (info.swarm.role) {
    case 'manager':
      return undefined;
    case 'worker':
      return new HumanError(
        `${info.label} is a worker, and only managers make overlay networks.`,
        `Connect to a manager${info.swarm.remoteManagers.length > 0 ? `: ${info.swarm.remoteManagers.map(({ address }) => address).join(', ')}` : ''}.`,
      );
    default:
      return new HumanError(`${info.label} is no manager of a swarm, so it has no overlay networks.`, 'Use bridge.');
  }
}

function refuse(wish: NetworkWish, scene: NetworkScene): void {
  if (wish.driver === 'overlay') {
    const trouble = overlayTrouble(scene);
    if (trouble) throw trouble;
  } else {
    const only = (['attachable', 'encrypted'] as const).find((trait) => wish[trait]);
    if (only) throw new HumanError(`The option ${only} is for overlay networks only.`, 'Leave it out, or use overlay.');
  }
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['name', networkNameTrouble(wish.name, wish.driver, scene.networks)],
    ['subnet', subnetTrouble(wish.subnets, wish.ipv6, scene)],
    ['gateway', gatewayTrouble(wish.gateways, wish.subnets)],
    ['ipRange', rangeTrouble(wish.ipRanges, wish.subnets)],
  ];
  for (const [field, trouble] of fields) {
    if (trouble) throw new HumanError(`The ${field} cannot be used. ${trouble}`, 'Nothing has been changed.');
  }
}

function warningsOf(wish: NetworkWish, scene: NetworkScene): readonly string[] {
  const doubt = subnetDoubt(wish.subnets, wish.driver, scene);
  const { role } = scene.info.swarm;
  return [
    ...(doubt ? [`${doubt} A container that is on both reaches only one of them.`] : []),
    ...(wish.internal ? ['Internal: nothing outside is reached from it, and no port is published over it.'] : []),
    ...(wish.encrypted
      ? ['Encrypted: the nodes must reach each other by IPsec (IP protocol 50), and it costs speed.']
      : []),
    ...(wish.driver === 'overlay' ? ['Other nodes show it once a task or container there uses it.'] : []),
    ...(wish.driver === 'bridge' && role === 'worker'
      ? ['This worker does not know all networks of the swarm, so an overlap with one of them is not seen.']
      : []),
  ];
}

export function traitsOf(wish: NetworkWish): readonly string[] {
  const flags = (['attachable', 'encrypted', 'internal'] as const).filter((flag) => wish[flag]);
  return [wish.driver, ...flags, ...(wish.ipv6 ? ['IPv6'] : []), ...wish.subnets];
}

function specOf(wish: NetworkWish): NetworkSpec {
  const within = (list: readonly string[], subnet: string) => {
    const cidr = parseCidr(subnet);
    return list.find((one) => {
      const address = parseAddress(one.split('/')[0] ?? '');
      return cidr && address && contains(cidr, address);
    });
  };
  const pools = wish.subnets.map((subnet) => {
    const gateway = within(wish.gateways, subnet);
    const ipRange = within(wish.ipRanges, subnet);
    return { subnet, ...(gateway ? { gateway } : {}), ...(ipRange ? { ipRange } : {}) };
  });
  const { name, driver, attachable, internal, ipv6, labels } = wish;
  return { name, driver, attachable, internal, ipv6, labels, options: wish.encrypted ? { encrypted: '' } : {}, pools };
}

async function allocated(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  report: (words: string) => void,
): Promise<Network> {
  for (const end = Date.now() + allocationMs; ; ) {
    const read = await engine.get('network', id, { signal });
    if (!read.ok) throw new HumanError(`The new network cannot be read: ${read.unreadable.message}`);
    if (read.value.driver !== '' && read.value.subnets.length > 0) return read.value;
    if (Date.now() > end) {
      throw new HumanError(
        `Swarm has not allocated ${read.value.name} within ${allocationMs / 1000} s.`,
        'Its subnet may overlap one that this manager does not show; its log says why. Choose another subnet.',
      );
    }
    report('waiting until swarm has allocated it');
    await pause(lookMs, signal);
  }
}

/** What is not as it was wished; undefined when all is. */
function difference(wish: NetworkWish, made: Network): string | undefined {
  if (made.driver !== wish.driver) return `as ${made.driver}`;
  for (const flag of ['attachable', 'encrypted', 'internal'] as const) {
    if (wish[flag] && !made[flag]) return `without ${flag}`;
  }
  if (wish.ipv6 && !made.ipv6) return 'without IPv6';
  // IPv6 may be written in more than one way.
  const plain = (subnet: string) => {
    const cidr = parseCidr(subnet);
    return cidr ? formatCidr(cidr) : subnet;
  };
  const there = new Set(made.subnets.map(({ subnet }) => plain(subnet)));
  const missing = wish.subnets.find((subnet) => !there.has(plain(subnet)));
  return missing && `without the subnet ${missing}`;
}
