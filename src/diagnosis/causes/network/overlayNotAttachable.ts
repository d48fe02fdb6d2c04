// A single container may not join a swarm network that was not made attachable (A15).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly network: string;
}

export const overlayNotAttachable = defineCause<'container', Data>({
  id: 'overlay-not-attachable',
  code: 'A15',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, network }) =>
    `${name} cannot start: the overlay network ${network} is not attachable by single containers`,
  explanation: ({ network }) =>
    `The overlay network ${network} belongs to the swarm and was made without --attachable, so that only services may join it.`,
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
            title: 'Make the network anew as attachable, or run the container as a service',
            snippet: `docker network create -d overlay --attachable ${match.groups?.network ?? ''}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /network (?<network>\S{1,200}) (?:is )?not manually attachable/i,
  /Could not attach to network (?<network>\S{1,200}): rpc error: code = PermissionDenied/i,
];
