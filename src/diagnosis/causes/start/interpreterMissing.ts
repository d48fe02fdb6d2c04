// The first line of a script names an interpreter that its image does not have (A05, trap T2).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { exitProof, inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly interpreter: string;
  readonly image: string;
}

export const interpreterMissing = defineCause<'container', Data>({
  id: 'interpreter-missing',
  code: 'A05',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file', 'container-start-failed'],
  title: ({ name, path, interpreter, image }) =>
    `${name} cannot run ${path}: the interpreter that its #! line names, ${interpreter}, is not in the image ${image}`,
  explanation: ({ path, interpreter, image }) =>
    `The message “no such file or directory” is not about ${path}, which is there, but about ${interpreter}, with which its first line asks to be run. ${image} has no such program: slim images and those of Alpine and BusyBox come without bash and many others.`,
  check(subject) {
    const fact = lastSaid(subject, 'execFailed');
    const head = subject.dossier.script;
    if (fact === undefined || head === undefined || !/no such file|bad interpreter/i.test(fact.detail ?? '')) return [];
    const interpreter = /^#! ?(\S{1,200})/.exec(head.firstLine)?.[1];
    // With Windows line endings no interpreter would be found.
    if (interpreter === undefined || head.firstLine.endsWith('\r')) return [];
    return [
      {
        data: { name: subject.name, path: head.path, interpreter, image: subject.facts.image },
        confidence: 0.96,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof(`first line of ${head.path}`, head.firstLine), exitProof(subject)],
        remedies: runRemedies(subject, [
          {
            title: `Install ${interpreter} in the image, or let the script use one that is there`,
            snippet: `#!/bin/sh   # first line of ${head.path}`,
          },
        ]),
      },
    ];
  },
});
