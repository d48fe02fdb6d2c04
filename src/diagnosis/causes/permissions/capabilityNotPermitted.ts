// The engine itself lacks a right that it is to give to a container (A18).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly why: string;
}

export const capabilityNotPermitted = defineCause<'container', Data>({
  id: 'capability-not-permitted',
  code: 'A18',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name }) =>
    `${name} cannot start: its capabilities (--privileged, --cap-add) are not permitted on this host`,
  explanation: ({ why }) =>
    `The container asks for capabilities that the engine does not have itself (${why}), as on a machine that is a container or a restricted VM.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, why: match.groups?.why ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          { title: 'Ask only for the capabilities that the program needs, in place of --privileged' },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /unable to apply caps: (?<why>operation not permitted)/i,
  /(?<why>unknown capability|invalid capability)/i,
  /apply caps: (?<why>.{1,80})/i,
];
