// What a deployment would trip over on this engine, found before anything changes.

import { type Cidr, overlaps, parseCidr } from '../../model/cidr';
import type { Network } from '../../model/network';
import type { RunningStack } from './runningStack';

/** What the checks need to know of a file; `line` is zero-based. */
export interface DeployWishes {
  readonly external: readonly {
    readonly kind: 'network' | 'secret' | 'config';
    readonly name: string;
    readonly line: number;
  }[];
  /** Of networks that the stack makes. */
  readonly subnets: readonly { readonly network: string; readonly subnet: string; readonly line: number }[];
  /** In ingress mode. */
  readonly ports: readonly {
    readonly port: number;
    readonly protocol: string;
    readonly service: string;
    readonly line: number;
  }[];
  /** Full names of networks, secrets and configs that the stack makes. */
  readonly makes: readonly {
    readonly kind: 'network' | 'secret' | 'config';
    readonly name: string;
    readonly line: number;
  }[];
}

export interface DeployTrouble {
  readonly line: number;
  /** One sentence. */
  readonly message: string;
}

export function deployTroubles(wishes: DeployWishes, { all, name: stack }: RunningStack): readonly DeployTrouble[] {
  const lists = { network: all.networks, secret: all.secrets, config: all.configs };
  const missing = wishes.external.flatMap(({ kind, name, line }) => {
    const there = lists[kind].find((one) => one.name === name);
    if (!there) return [{ line, message: `The external ${kind} ${name} does not exist. Create it first.` }];
    const isLocal = 'scope' in there && there.scope !== 'swarm' && !/^(host|bridge|none)$/.test(there.name);
    return isLocal
      ? [
          {
            line,
            message: `The external network ${name} is of scope ${there.scope}: services need one of scope swarm.`,
          },
        ]
      : [];
  });
  const foreign = wishes.makes.flatMap(({ kind, name, line }) => {
    const there = lists[kind].find((one) => one.name === name);
    if (!there || there.stack === stack) return [];
    const owner = there.stack === undefined ? 'belongs to no stack' : `belongs to the stack ${there.stack}`;
    // docker takes over what has the right name, and changes its label.
    return [
      {
        line,
        message: `There is a ${kind} ${name} already, and it ${owner}. Mark it as external, or give it another name.`,
      },
    ];
  });
  const ports = wishes.ports.flatMap(({ port, protocol, service, line }) => {
    const owner = all.services.find(
      (one) =>
        one.name !== `${stack}_${service}` &&
        one.stack !== stack &&
        one.ports.some(
          (other) => other.mode === 'ingress' && other.publishedPort === port && other.protocol === protocol,
        ),
    );
    return owner
      ? [{ line, message: `The port ${port}/${protocol} is published by the service ${owner.name} already.` }]
      : [];
  });
  return [...missing, ...foreign, ...subnetTroubles(wishes, all.networks), ...ports].sort((a, b) => a.line - b.line);
}

function subnetTroubles({ subnets }: DeployWishes, networks: readonly Network[]): readonly DeployTrouble[] {
  return subnets.flatMap(({ network, subnet, line }, i): readonly DeployTrouble[] => {
    const own = parseCidr(subnet);
    if (!own) return [{ line, message: `${subnet} is no subnet. Write it as 10.20.0.0/24.` }];
    const earlier = subnets.slice(0, i).find((other) => overlap(own, other.subnet));
    if (earlier)
      return [{ line, message: `The subnet ${subnet} overlaps ${earlier.subnet} of the network ${earlier.network}.` }];
    const other = networks
      .filter((one) => one.name !== network)
      .flatMap((one) => one.subnets.map((pool) => ({ name: one.name, subnet: pool.subnet })))
      .find((pool) => overlap(own, pool.subnet));
    return other
      ? [{ line, message: `The subnet ${subnet} overlaps ${other.subnet} of the network ${other.name}.` }]
      : [];
  });
}

function overlap(own: Cidr, subnet: string): boolean {
  const other = parseCidr(subnet);
  return other !== undefined && overlaps(own, other);
}
