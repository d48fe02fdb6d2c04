// A program does not run without a licence, or without its terms being accepted.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { setVariable } from '../../reading/variables';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly says: string;
}

export const licenseRefused = defineCause<'container', Data>({
  id: 'license-refused',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'missing-env-var', 'missing-file'],
  title: ({ name, says }) => `${name} refuses to run over its licence: ${says}`,
  explanation: ({ name }) =>
    `The program of ${name} checks its licence, or wants its terms accepted, before it starts. It says so in its log.`,
  check(subject) {
    const { type } = subject.condition;
    const fact = lastSaid(subject, 'licenseRefused');
    if (fact === undefined || (type !== 'failed' && type !== 'looping')) return [];
    return [
      {
        data: { name: subject.name, says: oneLine(fact.detail ?? fact.name ?? fact.line.text, 100) },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          /EULA/i.test(fact.line.text)
            ? {
                title: 'Accept the terms by the variable that the image documents',
                snippet: setVariable(subject, 'ACCEPT_EULA'),
              }
            : { title: 'Give it a licence that is valid' },
        ]),
      },
    ];
  },
});
