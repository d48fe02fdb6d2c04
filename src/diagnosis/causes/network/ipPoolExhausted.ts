// The network of a container has no free address left (A26).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly network: string;
}

export const ipPoolExhausted = defineCause<'container', Data>({
  id: 'ip-pool-exhausted',
  code: 'A26',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, network }) => `${name} cannot start: no free IPv4 addresses are left in the network ${network}`,
  explanation: ({ network }) =>
    `All addresses of the network ${network} are in use, so that the container cannot get one. Its subnet is too small for the containers on it (a /30 has room for one or two).`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, network: match.groups?.network ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Make the network anew with a larger subnet, or remove containers from it',
            snippet: `docker network inspect -f '{{json .IPAM.Config}} {{len .Containers}}' ${match.groups?.network ?? ''}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /no available IPv4 addresses on this network's address pools(?:: (?<network>\S{1,200}))?/i,
  /no available (?:IPv6 )?addresses? on (?:the )?(?:network|pool)(?<network>)/i,
  /failed to allocate gateway.{0,60}(?:no available|Address already in use)(?<network>)/i,
];
