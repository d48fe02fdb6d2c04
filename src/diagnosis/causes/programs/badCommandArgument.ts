// A program ends because it does not know an argument or option of its command.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly detail: string;
  readonly argv: string;
  readonly entrypoint: string | undefined;
}

export const badCommandArgument = defineCause<'container', Data>({
  id: 'bad-command-argument',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, detail }) =>
    `${name} ends because of an invalid argument: ${detail} is not an option of its program (unrecognized argument)`,
  explanation: ({ name, argv, detail }) =>
    `${name} is started as: ${argv}. The program rejects ${detail}. The option is misspelt, belongs to another version, or was meant for another program.`,
  check(subject) {
    const fact = lastSaid(subject, 'badArgument');
    if (fact === undefined) return [];
    const argv = subject.facts.argv.join(' ');
    return [
      {
        data: {
          name: subject.name,
          detail: oneLine(fact.detail ?? 'one of them', 100),
          argv: oneLine(argv, 160),
          entrypoint: undefined,
        },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Path, Args', subject.facts.argv)],
        remedies: runRemedies(subject, [
          { title: `Correct the argument ${oneLine(fact.detail ?? '', 60)} of the command`, snippet: argv },
        ]),
      },
    ];
  },
});
