// The loader does not find a shared library that the program needs.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { exitProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly library: string;
}

export const missingSharedLibrary = defineCause<'container', Data>({
  id: 'missing-shared-library',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-file', 'command-in-script-missing'],
  title: ({ name, library }) => `${name} cannot run: the shared library ${library} is missing in its image`,
  explanation: ({ name, library }) =>
    `The loader that starts the program of ${name} does not find ${library}. The image lacks the package that holds it, often after it was slimmed down or the program was copied from another image; the exit code 127 means no missing command here.`,
  check(subject) {
    const fact = lastSaid(subject, 'missingLibrary');
    if (fact?.name === undefined) return [];
    return [
      {
        data: { name: subject.name, library: fact.name },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [logProof(fact.line), exitProof(subject)],
        remedies: runRemedies(subject, [
          {
            title: `Install the package that holds ${fact.name}, or copy the library into the image`,
            snippet: `docker run --rm --entrypoint ldd ${subject.facts.image} ${subject.facts.argv[0] ?? ''}`,
          },
        ]),
      },
    ];
  },
});
