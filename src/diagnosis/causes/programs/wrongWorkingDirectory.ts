// The command names its program by a relative path, which does not lead to it from the working directory.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { imageProof, inspectProof, logProof } from '../../proofs/proofs';
import { programFile } from '../../reading/programFile';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly file: string;
  readonly workdir: string;
  readonly usual: string | undefined;
}

export const wrongWorkingDirectory = defineCause<'container', Data>({
  id: 'wrong-working-directory',
  code: 'A02',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file'],
  title: ({ name, file, workdir, usual }) =>
    `${name} starts in the wrong working directory: ${file} is not in ${workdir}${usual === undefined ? '' : ` (the image has ${usual})`}`,
  explanation: ({ name, file, workdir, usual }) =>
    `The command of ${name} names its program by the relative path ${file}, which is looked up in the working directory ${workdir}, and is not there.${usual === undefined || usual === workdir ? '' : ` The image itself begins in ${usual}; the container was made with another one.`}`,
  check(subject) {
    const fact = programFile(subject);
    const { facts } = subject;
    const workdir = facts.workdir ?? subject.image?.workdir ?? '/';
    const word = facts.argv
      .slice(1)
      .find((part) => !part.startsWith('-') && !part.startsWith('/') && /[./]/.test(part));
    if (fact?.path === undefined || word === undefined) return [];
    const looked = `${workdir.replace(/\/$/, '')}/${word.replace(/^\.\//, '')}`;
    if (fact.path !== looked && fact.path.replace(/^\.\//, '') !== word.replace(/^\.\//, '')) return [];
    const usual = subject.image?.workdir;
    return [
      {
        data: { name: subject.name, file: word, workdir, usual: usual === workdir ? undefined : usual },
        confidence: usual !== undefined && usual !== workdir ? 0.93 : 0.8,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('Config.WorkingDir', workdir),
          ...(usual === undefined ? [] : [imageProof('Config.WorkingDir', usual)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: `Set the working directory${usual === undefined ? '' : ` to ${usual}`} (-w, WORKDIR), or give the full path`,
            snippet: `docker run -w ${usual ?? '/app'} …`,
          },
        ]),
      },
    ];
  },
});
