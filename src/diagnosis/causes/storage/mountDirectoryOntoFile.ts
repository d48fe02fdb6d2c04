// A folder is mounted onto a file, or a file onto a folder (A10).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly source: string;
  readonly target: string;
}

export const mountDirectoryOntoFile = defineCause<'container', Data>({
  id: 'mount-directory-onto-file',
  code: 'A10',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, source, target }) =>
    `${name} cannot start: a directory and a file are mounted onto each other (${source} onto ${target})`,
  explanation: ({ source, target }) =>
    `The mount of ${source} onto ${target} failed, since one is a directory and the other a file. When the path on the host is missing, the engine makes an empty directory of that name, so the usual reason is that the host file does not exist where it was expected.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    const { source = '' } = match.groups ?? {};
    // crun names the target as seen from the container's root.
    const target = match.groups?.target?.replace(/^(?=[^/])/, '/') ?? '';
    return [
      {
        data: { name: subject.name, source, target },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Remove the empty directory on the host, create the file there, then start again',
            snippet: `ls -ld ${source}`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /mounting "(?<source>[^"]{1,400})" to rootfs at "(?<target>[^"]{1,400})".{0,600}not a directory/i,
  /mount [`'"]?(?<source>[^`'"\s]{1,400})[`'"]? to [`'"]?(?<target>[^`'"\s:]{1,400})[`'"]?: Not a directory/i,
];
