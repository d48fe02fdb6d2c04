// The command given to a container was appended to its image’s entrypoint, which takes it for arguments.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly command: string;
  readonly entrypoint: string;
}

export const commandAppendedToEntrypoint = defineCause<'container', Data>({
  id: 'command-appended-to-entrypoint',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'bad-command-argument', 'missing-file'],
  title: ({ name, entrypoint }) =>
    `${name} ends because its command was passed as arguments to the image’s entrypoint (${entrypoint})`,
  explanation: ({ command, entrypoint }) =>
    `The image has an ENTRYPOINT, ${entrypoint}. What is given after the image’s name, ${command}, does not replace it but is appended, so that the program got a whole command line as its arguments and rejected it.`,
  check(subject) {
    const fact = lastSaid(subject, 'badArgument', 'missingFile');
    const { entrypoint, command } = subject.facts;
    const [first] = command;
    if (fact === undefined || entrypoint.length === 0 || first === undefined || first.startsWith('-')) return [];
    const isProgram = /^(?:\/|(?:sh|bash|ash|python3?|node|java|npm|yarn|php|ruby|go|perl|env|exec)$)/.test(first);
    const wrapper = /(?:entrypoint|\binit|tini|dumb-init|su-exec|gosu|\bsh|\bbash)(?:\.sh)?$/.test(
      entrypoint.at(-1) ?? '',
    );
    if (!isProgram || wrapper || !fact.line.text.includes(first)) return [];
    return [
      {
        data: { name: subject.name, command: command.join(' '), entrypoint: entrypoint.join(' ') },
        confidence: 0.94,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('Config.Entrypoint', entrypoint),
          inspectProof('Config.Cmd', command),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Replace the entrypoint',
            snippet: `docker run --entrypoint ${first} ${subject.facts.image} ${command.slice(1).join(' ')}`.trim(),
          },
        ]),
      },
    ];
  },
});
