// A program asks a question or wants a terminal, and the container has none (B11).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
}

export const needsTerminal = defineCause<'container', Data>({
  id: 'needs-terminal',
  code: 'B11',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'one-shot-restarted'],
  title: ({ name }) =>
    `${name} ends because it wants input from a terminal: it was started without one (-i, -t) and finds its standard input closed`,
  explanation: ({ name }) =>
    `The program of ${name} reads from its standard input or asks for a terminal. A container in the background has neither unless it is started with -i and -t (stdin_open and tty in Compose), so that the first read finds the end. Answer the question by an option, a variable or a file, or run it with a terminal.`,
  check(subject) {
    const { condition, facts } = subject;
    const fact = lastSaid(subject, 'noTerminal');
    const ended = condition.type === 'failed' || condition.type === 'looping' || condition.type === 'finished';
    if (fact === undefined || !ended || (facts.tty && facts.openStdin)) return [];
    return [
      {
        data: { name: subject.name },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('Config.Tty', facts.tty),
          inspectProof('Config.OpenStdin', facts.openStdin),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Answer it without a terminal (an option such as --yes, a variable), or start it with one',
            snippet: `docker run -it ${facts.image}`,
          },
        ]),
      },
    ];
  },
});
