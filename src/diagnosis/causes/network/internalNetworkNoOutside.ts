// A container that needs the outside is on internal networks only, from which nothing leads out.

import { defineCause } from '../../cause';
import { outsideFacts, ownNetworks } from '../../peers/connections';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly host: string;
  readonly network: string;
}

export const internalNetworkNoOutside = defineCause<'container', Data>({
  id: 'internal-network-no-outside',
  severity: 'error',
  over: 'container',
  needs: ['log', 'networks'],
  explains: [...exitSymptoms, 'outside-name-not-resolved'],
  title: ({ name, host, network }) =>
    `${name} cannot reach ${host}: its only network ${network} is internal (--internal), and nothing leads out of it`,
  explanation: ({ host, network }) =>
    `${host} is outside of Docker. The network ${network} was made with --internal: its members reach each other, and neither the internet nor the host’s network; names outside do not resolve there either.`,
  check(subject, around) {
    const networks = ownNetworks(subject, around);
    const [first] = networks ?? [];
    if (first === undefined || !networks?.every(({ internal }) => internal)) return [];
    const [found] = outsideFacts(subject, around);
    if (found === undefined) return [];
    return [
      {
        data: { name: subject.name, host: found.host, network: first.name },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [logProof(found.fact.line), inspectProof(`network ${first.name}: Internal`, true)],
        remedies: runRemedies(subject, [
          {
            title: 'Attach it also to a network that is not internal',
            command: 'dockhound.network.connect',
            arguments: [subject.ref],
            snippet: `docker network connect bridge ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
