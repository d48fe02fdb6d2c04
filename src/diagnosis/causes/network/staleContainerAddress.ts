// A program asks for an address that a container had once: it was written down, or looked up only at its start.

import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { isNamed, isYounger, networkHolding } from '../../peers/connections';
import { dependencyFacts } from '../../peers/dependencies';
import type { Peer } from '../../peers/hostNames';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly address: string;
  readonly network: string;
  readonly now: string | undefined;
  readonly peer: string | undefined;
  readonly written: boolean;
}

export const staleContainerAddress = defineCause<'container', Data>({
  id: 'stale-container-address',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers', 'networks'],
  explains: [...exitSymptoms, 'wrong-dependency-port', 'dependency-not-listening', 'dependency-silent'],
  title: ({ name, address, now, peer, written }) =>
    written
      ? `${name} uses the fixed IP address ${address}, which ${now === undefined ? 'no container has any more' : `another container (${now}) has now`}: use the container’s name`
      : `${name} still uses the old IP address ${address}${peer === undefined ? '' : ` of ${peer}`}, which ${now === undefined ? 'nobody has any more' : `${now} has now`}: it resolved the name only once (stale DNS)`,
  explanation: ({ name, address, network, peer, written }) =>
    `${address} lies on the network ${network}${written ? '' : `, and nothing in the settings of ${name} names it: it was looked up earlier`}. A container that is made anew may get another address. ${peer === undefined ? '' : `${peer} was started after ${name}. `}${written ? 'Names of containers stay the same; addresses do not, unless they are fixed with a subnet of one’s own.' : 'Many proxies and pools look a name up when they start and keep the address; a restart or reload of them mends it, a resolver setting (for nginx: resolver 127.0.0.11) for good.'}`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const network = networkHolding(host, around);
      const mine = around.networkNames(subject);
      // Of an overlay network other nodes' containers are not known here.
      if (network?.driver !== 'bridge' || !mine.includes(network.name)) return [];
      if (network.subnets.some(({ gateway }) => gateway === host)) return [];
      const found = around.resolve(subject, host);
      const near = around.peersNear(subject).filter((peer) => peer.running);
      const younger = near.filter((peer) => isYounger(peer, subject, around) && serves(peer.ports, fact.port));
      const written = isNamed(subject, host);
      const holder = found.type === 'peers' ? found.peers[0] : undefined;
      // An address that somebody has is right, unless he came later: then the program meant whoever had it before.
      const taken =
        holder !== undefined &&
        isYounger(holder, subject, around) &&
        !isFixed(holder, host, around) &&
        (written || !servesWhatIsAsked(subject, holder, fact.port));
      if (holder !== undefined && !taken) return [];
      const others = younger.filter((peer) => peer.ref.id !== holder?.ref.id);
      const meant = others.find(
        ({ name, aliases }) => isNamed(subject, name) || aliases.some((alias) => isNamed(subject, alias)),
      );
      const peer = meant ?? (others.length === 1 ? others[0] : undefined);
      return [
        {
          data: {
            name: subject.name,
            address: host,
            network: network.name,
            now: holder?.name,
            peer: peer?.name,
            written,
          },
          confidence: peer === undefined && !written ? 0.72 : 0.9,
          subject: subject.ref,
          evidence: [
            logProof(fact.line),
            inspectProof(`network ${network.name}: IPAM.Config`, network.subnets.map(({ subnet }) => subnet).join(' ')),
            inspectProof('State.StartedAt', subject.facts.state.startedAt ?? ''),
          ],
          remedies: runRemedies(subject, [
            written
              ? { title: `Use a name instead of ${host}${peer === undefined ? '' : `, for example ${peer.name}`}` }
              : {
                  title: `Restart or reload ${subject.name}: it looks the name up again`,
                  command: 'dockhound.restart',
                  arguments: [subject.ref],
                  snippet: `docker restart ${subject.name}`,
                },
          ]),
        },
      ];
    });
  },
});

/** It was given this address by hand: then who wrote it down is right, whoever came first. Also where that is not known. */
function isFixed({ ref }: Peer, address: string, around: CauseAround): boolean {
  const read = around.containers.find(({ dossier }) => dossier.id === ref.id);
  return read === undefined || read.facts.networks.some(({ askedIpv4 }) => askedIpv4 === address);
}

/** The settings name it, or it serves the port that was asked for, or that is not known. */
function servesWhatIsAsked(subject: ContainerCase, holder: Peer, port: number | undefined): boolean {
  const named = [holder.name, ...holder.aliases].some((name) => isNamed(subject, name));
  return named || port === undefined || holder.ports.length === 0 || holder.ports.includes(port);
}

function serves(ports: readonly number[], port: number | undefined): boolean {
  return port === undefined || ports.length === 0 || ports.includes(port);
}
