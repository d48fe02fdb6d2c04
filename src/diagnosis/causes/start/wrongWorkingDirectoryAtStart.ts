// The working directory of a container cannot be entered.

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly why: string;
}

export const wrongWorkingDirectoryAtStart = defineCause<'container', Data>({
  id: 'wrong-working-directory-at-start',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, path, why }) => `${name} cannot start: its working directory ${path} cannot be entered (${why})`,
  explanation: ({ path, why }) =>
    `The container is to begin in ${path}, and its user may not enter that folder, or it is no folder: ${why}.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, path: match.groups?.path ?? '', why: match.groups?.why ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          { title: 'Correct the working directory (WORKDIR, -w), or who may enter it' },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /chdir to cwd \("(?<path>[^"]{1,300})"\).{0,120}failed: (?<why>[\w ]{1,60})/i,
  /(?:Cwd|working directory) (?:must be an absolute path|"?(?<path>[^"\s]{1,200})"?.{0,60}(?<why>is not absolute|needs to be an absolute path))/i,
  /chdir (?:to )?[`'"](?<path>[^`'"]{1,300})[`'"]: (?<why>[\w ]{1,60})/i,
  // runc makes the folder where it is missing; of mounts it says that it mounts.
  /error during container init: mkdir (?<path>\/[^\s:]{1,300}): (?<why>[\w -]{1,60})/i,
];
