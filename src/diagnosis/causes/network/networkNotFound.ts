// A network that a container is attached to does not exist any more (A14).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly network: string;
}

export const networkNotFound = defineCause<'container', Data>({
  id: 'network-not-found',
  code: 'A14',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, network }) => `${name} cannot start: the network ${network} does not exist`,
  explanation: ({ network }) =>
    `The container is to be attached to the network ${network}, which is not there: it was removed, or made anew under another id since the container was created.`,
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
            title: 'Create the network, then make the container anew',
            snippet: `docker network create ${match.groups?.network ?? ''}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /network (?<network>\S{1,200}) not found/i,
  /could not find (?:a )?network (?:matching )?"?(?<network>[^"\s]{1,200})"?/i,
  /No such network: (?<network>\S{1,200})/i,
];
