// A program cannot work because another one that it needs keeps failing by itself.

import { defineCause } from '../../cause';
import { dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly host: string;
  readonly words: string;
}

export const dependencyFailing = defineCause<'container', Data>({
  id: 'dependency-failing',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: exitSymptoms,
  title: ({ name, peer, words }) => `${peer} ${words}, and ${name} needs it`,
  explanation: ({ name, peer, host }) =>
    `${name} talks to ${host}, which is ${peer}. ${peer} is in trouble itself: that is the root, and what ${name} says only follows.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const [peer] = found.peers;
      const standing = peerStanding(peer, around);
      if (!standing.up || standing.trouble === undefined) return [];
      return [
        {
          data: { name: subject.name, peer: peer.name, host, words: standing.trouble },
          confidence: 0.9,
          subject: peer.ref,
          leadsTo: peer.ref,
          evidence: [logProof(fact.line), ...standing.evidence],
          remedies: runRemedies(subject, [
            { title: `Look at ${peer.name} first`, command: 'dockhound.diagnose', arguments: [peer.ref] },
          ]),
        },
      ];
    });
  },
});
