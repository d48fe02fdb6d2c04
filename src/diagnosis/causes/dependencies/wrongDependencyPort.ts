// A program asks the right host for a port on which it does not listen, while it listens on another one (B26).

import { defineCause } from '../../cause';
import { dependencyFacts, listeningPorts, listenProof, peerStanding, portNamed } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly port: number;
  readonly listens: string;
  readonly from: string;
}

export const wrongDependencyPort = defineCause<'container', Data>({
  id: 'wrong-dependency-port',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'dependency-not-listening', 'startup-order-race'],
  title: ({ name, peer, port, listens }) =>
    `${name} uses the wrong port ${port} of ${peer}, which listens on ${listens}`,
  explanation: ({ peer, port, listens, from }) =>
    `${peer} runs and is reached, but refuses connections on port ${port}: it listens on ${listens}.${from === '' ? '' : ` The address stands in ${from}.`} Between containers the port inside the container counts, not the published one.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const port = fact.port ?? portNamed(subject, host);
      if (fact.theme !== 'refused' || port === undefined) return [];
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const [peer] = found.peers;
      const listens = listeningPorts(peer, around);
      if (!peerStanding(peer, around).up || listens.length === 0 || listens.includes(port)) return [];
      const from = subject.facts.endpoints.find((one) => one.host === host)?.from ?? '';
      return [
        {
          data: { name: subject.name, peer: peer.name, port, listens: listens.join(', '), from },
          confidence: 0.92,
          subject: subject.ref,
          evidence: [logProof(fact.line), ...listenProof(peer, around)],
          remedies: runRemedies(subject, [
            { title: `Use port ${listens[0] ?? ''}${from === '' ? '' : ` in ${from}`}` },
          ]),
        },
      ];
    });
  },
});
