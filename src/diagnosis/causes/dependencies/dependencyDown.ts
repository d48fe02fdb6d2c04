// A program cannot reach another one, which is there but does not run: stopped, ended, or never started.

import { defineCause } from '../../cause';
import { dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly state: string;
  readonly host: string;
  readonly why: string;
}

export const dependencyDown = defineCause<'container', Data>({
  id: 'dependency-down',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: exitSymptoms,
  title: ({ name, peer, state }) => `${peer} is ${state}, and ${name} needs it`,
  explanation: ({ name, host, state, why }) =>
    `${name} ${why} ${host}. That is ${host}, which is ${state}; a container that does not run has no name in Docker’s DNS and no open port, so that the error in the log of ${name} looks like a network or DNS fault and is none.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const [peer] = found.peers;
      const standing = peerStanding(peer, around);
      if (standing.up) return [];
      return [
        {
          data: {
            name: subject.name,
            peer: peer.name,
            state: standing.words,
            host,
            why: fact.theme === 'noSuchHost' ? 'cannot resolve' : 'cannot reach',
          },
          confidence: 0.93,
          subject: peer.ref,
          leadsTo: peer.ref,
          evidence: [logProof(fact.line), ...standing.evidence],
          remedies: [
            {
              title: `Start ${peer.name}`,
              command: 'dockhound.start',
              arguments: [peer.ref],
              snippet: `docker start ${peer.name}`,
            },
            ...runRemedies(subject, []),
          ],
        },
      ];
    });
  },
});
