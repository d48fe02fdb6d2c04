// A container that needs others has no network at all.

import { defineCause } from '../../cause';
import { dependencyFacts } from '../../peers/dependencies';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
}

export const networkNone = defineCause<'container', Data>({
  id: 'network-none',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'wrong-dependency-name', 'different-networks'],
  title: ({ name, host }) => `${name} has no network (network mode none), so it cannot reach ${host}`,
  explanation: ({ name, host }) =>
    `${name} was made with --network none: it has a loopback interface and nothing else. Its log complains that ${host} cannot be resolved or reached; no name and no address outside can.`,
  check(subject) {
    const { facts } = subject;
    const none = facts.networkMode === 'none' || (facts.networks.length === 1 && facts.networks[0]?.name === 'none');
    if (!none) return [];
    const [first] = dependencyFacts(subject);
    if (first === undefined) return [];
    return [
      {
        data: { name: subject.name, host: first.host },
        confidence: 0.96,
        subject: subject.ref,
        evidence: [logProof(first.fact.line), inspectProof('HostConfig.NetworkMode', facts.networkMode ?? 'none')],
        remedies: runRemedies(subject, [
          { title: 'Make it anew on a network', snippet: `docker run --network <network> … ${facts.image}` },
        ]),
      },
    ];
  },
});
