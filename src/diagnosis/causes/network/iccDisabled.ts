// Two containers share a network that lets its members not talk to each other (enable_icc=false).

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly network: string;
}

const option = 'com.docker.network.bridge.enable_icc';

export const iccDisabled = defineCause<'container', Data>({
  id: 'icc-disabled',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers', 'networks'],
  explains: [...exitSymptoms, 'dependency-not-listening', 'dependency-failing'],
  title: ({ name, peer, network }) =>
    `${name} cannot reach ${peer}: the network ${network} forbids traffic between its containers (enable_icc=false)`,
  explanation: ({ name, peer, network }) =>
    `${name} and ${peer} share the network ${network}, and names resolve there. The network was made with inter-container communication switched off (${option}=false), so that the engine’s firewall drops every packet between its members, except to published ports.`,
  check(subject, around) {
    const networks = valueIn(around.dossier.picture.networks) ?? [];
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      if (fact.theme === 'noSuchHost' || fact.theme === 'notReady') return [];
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const [peer] = found.peers;
      const shared = networks.filter(
        ({ name }) => peer.shared.includes(name) || (name === 'bridge' && peer.networks.includes(name)),
      );
      const closed = shared.filter(({ options }) => options[option] === 'false');
      const [first] = closed;
      if (first === undefined || closed.length !== shared.length || !peerStanding(peer, around).up) return [];
      return [
        {
          data: { name: subject.name, peer: peer.name, network: first.name },
          confidence: 0.94,
          subject: subject.ref,
          evidence: [logProof(fact.line), inspectProof(`network ${first.name}: Options`, `${option}=false`)],
          remedies: runRemedies(subject, [
            {
              title: 'Put both on a network that allows it',
              snippet: `docker network create <network> && docker network connect <network> ${subject.name} && docker network connect <network> ${peer.name}`,
            },
          ]),
        },
      ];
    });
  },
});
