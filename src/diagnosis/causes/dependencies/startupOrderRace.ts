// A program started before the one it needs was ready, gave up, and is not started again.

import { defineCause } from '../../cause';
import { becameReady, dependencyFacts, peerStanding } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { timeOf } from '../../words';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly host: string;
  readonly policy: string;
  readonly ready: string;
}

export const startupOrderRace = defineCause<'container', Data>({
  id: 'startup-order-race',
  code: 'B26',
  severity: 'error',
  over: 'container',
  needs: ['log', 'containers'],
  explains: [...exitSymptoms, 'dependency-not-listening'],
  title: ({ name, peer }) => `${name} started too early, before ${peer} was ready, and gave up`,
  explanation: ({ name, peer, policy, ready }) =>
    `When ${name} ended, ${peer} did not accept connections yet${ready}; now it does. That is an order of starting, not a fault of ${peer}: nothing waits for it to be ready.${policy === 'no' ? ` The restart policy of ${name} is no, so that it stays down.` : ''}`,
  check(subject, around) {
    if (subject.condition.type !== 'failed') return [];
    const ended = timeOf(subject.facts.state.finishedAt);
    if (ended === undefined) return [];
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const found = around.resolve(subject, host);
      if (found.type !== 'peers') return [];
      const [peer] = found.peers;
      const standing = peerStanding(peer, around);
      const readyAt = becameReady(peer, around);
      if (!standing.up || standing.trouble !== undefined || readyAt === undefined || peer.shared.length === 0)
        return [];
      // Clocks of two nodes may differ; on one engine they are the same.
      if (readyAt.at < ended - 1_000 || readyAt.at > ended + 10 * 60_000) return [];
      return [
        {
          data: {
            name: subject.name,
            peer: peer.name,
            host,
            policy: subject.facts.restartPolicy.name,
            ready: ` (it was ready ${Math.max(0, Math.round((readyAt.at - ended) / 100) / 10)} s later)`,
          },
          confidence: 0.92,
          subject: subject.ref,
          evidence: [
            logProof(fact.line),
            inspectProof('State.FinishedAt', subject.facts.state.finishedAt ?? ''),
            readyAt.evidence,
          ],
          remedies: runRemedies(subject, [
            { title: 'Start it again now', command: 'dockhound.start', arguments: [subject.ref] },
            {
              title:
                'Let it wait: a health check of the other and depends_on with condition service_healthy, retries in the program, or a restart policy',
              snippet: `docker update --restart on-failure ${subject.name}`,
            },
          ]),
        },
      ];
    });
  },
});
