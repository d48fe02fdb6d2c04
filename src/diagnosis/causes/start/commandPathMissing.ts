// The file that a container is to run does not exist in it (A02).

import type { ContainerCase } from '../../cases/cases';
import { hidingMounts, startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly image: string;
  readonly path: string;
}

export const commandPathMissing = defineCause<'container', Data>({
  id: 'command-path-missing',
  code: 'A02',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, path }) =>
    /\S\s+\S/.test(path)
      ? `${name} cannot start: the whole of “${path}” is taken for the name of one program, give program and arguments as words of their own`
      : `${name} cannot start: the program file ${path} does not exist in the container`,
  explanation: ({ image, path }) =>
    `The engine made the container and could not start it: there is no file ${path} in the image ${image}. The path is wrong, the file was not copied into the image, or a mount hides the folder it is in.`,
  check(subject) {
    const match = startWords(subject, wordings) ?? throughFile(subject);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, image: subject.facts.image, path: match.groups?.path ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          { title: `Correct the path ${match.groups?.path ?? ''}, or copy the file into the image` },
          ...hidingMounts(subject, match.groups?.path),
        ]),
      },
    ];
  },
});

/** crun has the same words for other paths; here it is the program's own. */
function throughFile(subject: ContainerCase): RegExpExecArray | undefined {
  const match = startWords(subject, [/open [`'"](?<path>[^`'"]{1,300})[`'"]: Not a directory/i]);
  return match?.groups?.path === subject.facts.argv[0] ? match : undefined;
}

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  // Of a path through a file, the engine wonders whether a mount is wrong.
  /exec: "(?<path>[^"]{1,300})": (?:stat|lstat) [^:]{1,300}: (?:no such file or|not a) directory/i,
  /open executable: (?<path>)no such file or directory/i,
  /executable (?:file )?[`'"](?<path>[^`'"]{1,300})[`'"](?: does not exist| not found(?! in \$PATH)|: No such file)/i,
];
