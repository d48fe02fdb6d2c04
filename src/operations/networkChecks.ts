// What is wrong with a network that somebody wishes for: its name, its subnets, and what lies in their way.

import {
  type Cidr,
  contains,
  formatAddress,
  formatCidr,
  freeSubnet,
  isWithin,
  overlaps,
  parseAddress,
  parseCidr,
} from '../model/cidr';
import type { EngineInfo } from '../model/engineInfo';
import type { Network } from '../model/network';

/** What is there already: a wish is judged by it before anything changes. */
export interface NetworkScene {
  readonly networks: readonly Network[];
  readonly info: EngineInfo;
}

/** Networks that every engine makes for itself; none can be made, removed or, but for `bridge`, joined by hand. */
export function isPredefined({ name, ingress }: Pick<Network, 'name' | 'ingress'>): boolean {
  return ingress || ownNames.has(name);
}

const ownNames: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'nat', 'ingress', 'docker_gwbridge']);

/** Several may be written in one line. */
export function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** A sentence on what is wrong; undefined when the engine takes it. Swarm wants names that DNS can have (swarmkit's `validateAnnotations`). */
export function networkNameTrouble(name: string, driver: string, networks: readonly Network[]): string | undefined {
  if (name === '') return 'It needs a name.';
  if (ownNames.has(name) || name === 'default') return `${name} is the name of a network of the engine's own.`;
  if (driver === 'overlay') {
    if (name.length > 63) return `The name has ${name.length} characters, and swarm takes 63.`;
    if (!/^[a-zA-Z0-9](?:[-_]*[a-zA-Z0-9]+)*$/.test(name)) {
      return 'In a swarm the name may hold letters, digits, - and _, and begins and ends with a letter or a digit.';
    }
  } else if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) {
    return 'The name may hold letters, digits, -, _ and ., and begins with a letter or a digit.';
  }
  const there = networks.find((network) => network.name === name);
  return there && `There is a network ${name} already (${there.driver}).`;
}

/** Names which network each subnet overlaps, IPv4 and IPv6, the swarm's ingress network among them. */
export function subnetTrouble(
  subnets: readonly string[],
  ipv6: boolean,
  { networks }: NetworkScene,
): string | undefined {
  const own: Cidr[] = [];
  for (const text of subnets) {
    const trouble = cidrTrouble(text, 'subnet');
    if (trouble) return trouble;
    const cidr = parseCidr(text);
    if (!cidr) continue;
    if (cidr.family === 6 && !ipv6) return `${text} is IPv6, which was not chosen for this network.`;
    if (cidr.last - cidr.first < 3n) return `${text} has no room for a gateway and a container.`;
    const twin = own.find((one) => overlaps(one, cidr));
    if (twin) return `${text} overlaps ${formatCidr(twin)}, which is named here, too.`;
    const inTheWay = overlapping(cidr, networks);
    if (inTheWay.length > 0) return `${text} overlaps ${inTheWay.slice(0, 3).join(', ')}.`;
    own.push(cidr);
  }
  return undefined;
}

/** What works, but may surprise: swarm gives subnets out of its pool to networks that are made later. */
export function subnetDoubt(subnets: readonly string[], driver: string, { info }: NetworkScene): string | undefined {
  if (driver === 'overlay') return undefined;
  for (const text of subnets) {
    const cidr = parseCidr(text);
    const pool = swarmPools(info).find((one) => cidr && overlaps(one, cidr));
    if (pool) {
      return `${text} is in ${formatCidr(pool)}, from which the swarm takes the subnets of new overlay networks.`;
    }
  }
  return undefined;
}

export function gatewayTrouble(gateways: readonly string[], subnets: readonly string[]): string | undefined {
  const cidrs = subnets.flatMap((subnet) => parseCidr(subnet) ?? []);
  const used = new Set<Cidr>();
  for (const text of gateways) {
    const address = parseAddress(text);
    if (!address) return `${text} is no address. Write one without a prefix length, for example 172.30.0.1.`;
    const home = cidrs.find((cidr) => contains(cidr, address));
    if (!home) return `The gateway ${text} is in none of the subnets (${subnets.join(', ') || 'none is given'}).`;
    const edge = edgeOf(home, address.value);
    if (edge) return `${text} is the ${edge} of ${formatCidr(home)}, so it cannot be the gateway.`;
    if (used.has(home)) return `${formatCidr(home)} has a gateway already.`;
    used.add(home);
  }
  return undefined;
}

export function rangeTrouble(ranges: readonly string[], subnets: readonly string[]): string | undefined {
  const cidrs = subnets.flatMap((subnet) => parseCidr(subnet) ?? []);
  for (const text of ranges) {
    const trouble = cidrTrouble(text, 'range');
    if (trouble) return trouble;
    const range = parseCidr(text);
    if (range && !cidrs.some((cidr) => isWithin(range, cidr))) {
      return `The range ${text} is in none of the subnets (${subnets.join(', ') || 'none is given'}).`;
    }
  }
  return undefined;
}

/** A subnet that nothing here uses: from the swarm's pool for an overlay, else where the engine itself looks (moby's `ipamutils`). */
export function suggestedSubnet(family: 4 | 6, driver: string, { networks, info }: NetworkScene): string | undefined {
  const swarm = swarmPools(info);
  const taken = takenBy(networks);
  if (family === 6) {
    const free = freeSubnet(uniqueLocal(info.id), 64, taken);
    return free && formatCidr(free);
  }
  const pools: readonly (readonly [Cidr, number])[] =
    driver === 'overlay' ? swarm.map((pool) => [pool, info.swarm.subnetPrefix ?? 24] as const) : localPools;
  const avoided = driver === 'overlay' ? taken : [...taken, ...swarm];
  for (const [pool, prefix] of pools) {
    const free = freeSubnet(pool, prefix, avoided);
    if (free) return formatCidr(free);
  }
  return undefined;
}

const localPools: readonly (readonly [Cidr, number])[] = [
  ['172.16.0.0/12', 16],
  ['192.168.0.0/16', 20],
].flatMap(([text, prefix]) => {
  const cidr = parseCidr(String(text));
  return cidr ? [[cidr, Number(prefix)] as const] : [];
});

function swarmPools({ swarm }: EngineInfo): readonly Cidr[] {
  return (swarm.addressPools ?? []).flatMap((pool) => parseCidr(pool) ?? []);
}

function takenBy(networks: readonly Network[]): readonly Cidr[] {
  return networks.flatMap(({ subnets }) => subnets.flatMap(({ subnet }) => parseCidr(subnet) ?? []));
}

function overlapping(cidr: Cidr, networks: readonly Network[]): readonly string[] {
  return networks.flatMap((network) =>
    network.subnets.flatMap(({ subnet }) => {
      const other = parseCidr(subnet);
      return other && overlaps(other, cidr)
        ? [`${subnet} of ${network.name}${network.ingress ? ", the swarm's ingress network" : ''}`]
        : [];
    }),
  );
}

function cidrTrouble(text: string, what: string): string | undefined {
  const cidr = parseCidr(text);
  if (!cidr) return `${text} is no ${what}. Write an address and a prefix length, for example 172.30.0.0/24.`;
  if (cidr.written === cidr.first) return undefined;
  return `${text} has host bits set: the ${what} it is in is ${formatCidr(cidr)}.`;
}

/** IPv4 keeps its first and last address for itself. */
function edgeOf(cidr: Cidr, value: bigint): string | undefined {
  if (value === cidr.first) return 'first address';
  return cidr.family === 4 && value === cidr.last ? 'broadcast address' : undefined;
}

/** Unique local addresses (RFC 4193): 40 bits that differ from engine to engine, and stay the same on one. */
function uniqueLocal(seed: string): Cidr {
  let hash = 0xcbf29ce484222325n;
  for (const character of seed) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  const value = (0xfdn << 120n) | (BigInt.asUintN(40, hash) << 80n);
  const text = `${formatAddress({ family: 6, value })}/48`;
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`${text} is no subnet`);
  return cidr;
}
