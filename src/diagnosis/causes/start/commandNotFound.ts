// The command of a container is not in its image's PATH (A01).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly image: string;
  readonly command: string;
}

export const commandNotFound = defineCause<'container', Data>({
  id: 'command-not-found',
  code: 'A01',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, image, command }) =>
    `${name} cannot start: the command ${command} was not found in the $PATH of image ${image}`,
  explanation: ({ image, command }) =>
    `The engine made the container and could not start it, because no program called ${command} is in the image ${image}. Either the command is misspelt, or the program was not installed in the image, or it is a built-in of a shell and needs one around it.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, image: subject.facts.image, command: match.groups?.command ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: `Install ${match.groups?.command ?? 'the program'} in the image, or correct the command (CMD, ENTRYPOINT)`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /exec: "(?<command>[^"]{1,300})": executable file not found in (?:\$PATH|%PATH%)/i,
  /executable file [`'"](?<command>[^`'"]{1,300})[`'"] not found in \$PATH/i,
];
