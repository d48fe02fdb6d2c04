// A program is to reach another one that is on other networks only; its log says nothing that would tell.

import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { dependencyFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly own: string;
  readonly theirs: string;
}

export const noSharedNetwork = defineCause<'container', Data>({
  id: 'no-shared-network',
  code: 'B25',
  severity: 'warning',
  over: 'container',
  needs: ['containers', 'networks'],
  onlyWith: ['unreachable'],
  title: ({ name, peer, own, theirs }) => `${name} and ${peer} are not on the same network: ${own} and ${theirs}`,
  explanation: ({ name, peer, own, theirs }) =>
    `${name} is on ${own}, ${peer} on ${theirs}. Names resolve and traffic flows only between containers that share a network; attach one of them to the network of the other.`,
  check(subject, around) {
    if (subject.facts.state.status !== 'running') return [];
    const own = around.networkNames(subject);
    if (own.length === 0 || own.some((name) => name === 'host' || name === 'none')) return [];
    for (const host of hostsMeant(subject, around)) {
      const found = around.resolve(subject, host);
      const [peer] = found.type === 'peers' ? found.peers : [];
      if (peer === undefined || !peer.running || peer.shared.length > 0) continue;
      if (peer.networks.length === 0 || peer.networks.includes('host') || around.unnamedNetworks(subject, peer))
        continue;
      const network = peer.networks.find((name) => name !== 'bridge') ?? '<network>';
      return [
        {
          data: { name: subject.name, peer: peer.name, own: own.join(', '), theirs: peer.networks.join(', ') },
          confidence: 0.85,
          subject: subject.ref,
          evidence: [
            inspectProof('NetworkSettings.Networks', own.join(' ')),
            inspectProof(`${peer.name}: NetworkSettings.Networks`, peer.networks.join(' ')),
          ],
          remedies: runRemedies(subject, [
            {
              title: `Attach it to the network ${network}`,
              command: 'dockhound.network.connect',
              arguments: [subject.ref],
              snippet: `docker network connect ${network} ${subject.name}`,
            },
          ]),
        },
      ];
    }
    return [];
  },
});

/** Whom the person names, and whom the settings name; not what the log already complains of. */
function hostsMeant(subject: ContainerCase, around: CauseAround): readonly string[] {
  const said = new Set(dependencyFacts(subject).map(({ host }) => host.toLowerCase()));
  const words = around.symptom.text.match(/[a-z\d][\w.-]*[a-z\d]/gi) ?? [];
  const known = new Set(
    around.containers.flatMap(({ dossier, name }) => (dossier.id === subject.dossier.id ? [] : [dossier.name, name])),
  );
  const named = words.filter((word) => known.has(word) && word !== subject.name);
  return [...new Set([...named, ...subject.facts.endpoints.map(({ host }) => host)])].filter(
    (host) => !said.has(host.toLowerCase()),
  );
}
