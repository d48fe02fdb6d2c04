// A script of the container calls a program that its image does not have.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { exitProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly program: string;
}

export const commandInScriptMissing = defineCause<'container', Data>({
  id: 'command-in-script-missing',
  code: 'A01',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file'],
  title: ({ name, program }) =>
    `${name} ends because its script calls ${program}, which is not installed in the image (command not found)`,
  explanation: ({ name, program }) =>
    `A shell in ${name} says that ${program} was not found, and the container ended with it. Slim images lack many usual tools.`,
  check(subject) {
    const fact = lastSaid(subject, 'commandNotFound');
    if (fact?.name === undefined || (subject.condition.type !== 'failed' && subject.condition.type !== 'looping'))
      return [];
    return [
      {
        data: { name: subject.name, program: fact.name },
        confidence: subject.condition.exitCode === 127 ? 0.92 : 0.8,
        subject: subject.ref,
        evidence: [logProof(fact.line), exitProof(subject)],
        remedies: runRemedies(subject, [{ title: `Install ${fact.name} in the image, or correct the script` }]),
      },
    ];
  },
});
