// What causes about connections share: complaints by where they lead, addresses and subnets, and who was started when.

import { contains, parseAddress, parseCidr } from '../../model/cidr';
import { valueIn } from '../../model/dossier/known';
import type { Network } from '../../model/network';
import type { ContainerCase } from '../cases/cases';
import type { CauseAround } from '../cause';
import { timeOf } from '../words';
import { type DependencyFact, dependencyFacts } from './dependencies';
import type { Peer } from './hostNames';

/** Complaints about what is neither a container nor a service nor the machine itself. */
export function outsideFacts(subject: ContainerCase, around: CauseAround): readonly DependencyFact[] {
  return dependencyFacts(subject).filter(({ host }) => {
    const { type } = around.resolve(subject, host);
    return type === 'outside' && networkHolding(host, around) === undefined;
  });
}

/** Its networks as the engine knows them; undefined where one of them is not known. */
export function ownNetworks(subject: ContainerCase, around: CauseAround): readonly Network[] | undefined {
  const all = valueIn(around.dossier.picture.networks) ?? [];
  const own = around.networkNames(subject).map((name) => all.find((network) => network.name === name));
  const known = own.filter((network): network is Network => network !== undefined);
  return known.length === 0 || known.length < own.length ? undefined : known;
}

/** The engine's network in whose subnet an address lies. */
export function networkHolding(address: string, around: CauseAround): Network | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined) return undefined;
  return valueIn(around.dossier.picture.networks)?.find(({ subnets }) =>
    subnets.some(({ subnet }) => {
      const cidr = parseCidr(subnet);
      return cidr !== undefined && contains(cidr, parsed);
    }),
  );
}

/** Whether the environment or the command names this host, or address, itself. */
export function isNamed({ facts }: ContainerCase, host: string): boolean {
  return facts.endpoints.some((endpoint) => endpoint.host.toLowerCase() === host.toLowerCase());
}

/** When it was last started, in epoch milliseconds, as exactly as it is known. */
export function startedAt(id: string | undefined, around: CauseAround): number | undefined {
  const read = around.containers.find(({ dossier }) => dossier.id === id);
  if (read !== undefined) return timeOf(read.facts.state.startedAt);
  const listed = valueIn(around.dossier.picture.containers)?.find((one) => one.id === id);
  return listed?.state === 'running' ? timeOf(listed.since) : undefined;
}

/** Whether a peer was started after this one, which may remember its former address. */
export function isYounger(peer: Peer, subject: ContainerCase, around: CauseAround): boolean {
  const [own, other] = [timeOf(subject.facts.state.startedAt), startedAt(peer.ref.id, around)];
  return own !== undefined && other !== undefined && other > own + 500;
}
