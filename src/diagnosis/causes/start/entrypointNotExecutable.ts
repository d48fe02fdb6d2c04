// The program of a container may not be executed: its mode, or it is a folder (A03).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
}

export const entrypointNotExecutable = defineCause<'container', Data>({
  id: 'entrypoint-not-executable',
  code: 'A03',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, path }) => `${name} cannot start: ${path} is not executable (permission denied)`,
  explanation: ({ path }) =>
    `The file ${path} is in the container, but the kernel may not execute it: the execute bit is missing (a file copied from Windows, or created without chmod +x), it is a folder, or it lies on a mount with noexec.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, path: match.groups?.path ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Make the file executable in the image',
            snippet: `COPY --chmod=755 … ${match.groups?.path ?? ''}   # or: RUN chmod +x ${match.groups?.path ?? ''}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /exec: "(?<path>[^"]{1,300})": (?:permission denied|is a directory)/i,
  /the path [`'"](?<path>[^`'"]{1,300})[`'"] (?:exists but it is not executable|is not a regular file)/i,
  /open executable: (?<path>)permission denied/i,
  /executable file [`'"](?<path>[^`'"]{1,300})[`'"].{0,40}permission denied/i,
];
