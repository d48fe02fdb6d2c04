// A program and the one it asks for are on different networks, where names do not resolve (B25).

import { defineCause } from '../../cause';
import { dependencyFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly own: string;
  readonly theirs: string;
  readonly bridge: boolean;
}

export const differentNetworks = defineCause<'container', Data>({
  id: 'different-networks',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'wrong-dependency-name', 'dependency-not-listening'],
  title: ({ name, peer, own, theirs, bridge }) =>
    bridge
      ? `${name} cannot resolve ${peer}: the default bridge network has no DNS for names, put both on one user-defined network`
      : `${name} and ${peer} are not on the same network: ${own} and ${theirs === '' ? 'none of its own' : theirs}`,
  explanation: ({ name, peer, own, theirs, bridge }) =>
    `${peer} runs, but ${name} cannot find it. ${bridge ? `Both are on the default bridge network, where containers have no names for each other.` : `Names resolve and traffic flows only between containers that share a network; ${name} is on ${own}, ${peer} on ${theirs}.`} Attach one of them to the network of the other.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const [peer] = found.peers;
      const own = around.networkNames(subject);
      if (
        peer.shared.length > 0 ||
        !peer.running ||
        own.some((name) => name === 'host' || name === 'none') ||
        own.length === 0
      )
        return [];
      const bridge = own.includes('bridge') && peer.networks.includes('bridge');
      const network = peer.networks.find((name) => name !== 'bridge') ?? '<network>';
      return [
        {
          data: { name: subject.name, peer: peer.name, own: own.join(', '), theirs: peer.networks.join(', '), bridge },
          confidence: 0.95,
          subject: subject.ref,
          evidence: [
            logProof(fact.line),
            inspectProof('NetworkSettings.Networks', own.join(' ')),
            inspectProof(`${peer.name}: NetworkSettings.Networks`, peer.networks.join(' ')),
          ],
          remedies: runRemedies(subject, [
            {
              title: bridge ? 'Put both on one network of their own' : `Attach it to the network ${network}`,
              command: 'dockhound.network.connect',
              arguments: [subject.ref],
              snippet: `docker network connect ${network} ${subject.name}`,
            },
          ]),
        },
      ];
    });
  },
});
