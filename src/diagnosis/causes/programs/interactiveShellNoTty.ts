// The program of a container is a shell without anything to do, which ends at once without a terminal (B11).

import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly shell: string;
}

export const interactiveShellNoTty = defineCause<'container', Data>({
  id: 'interactive-shell-no-tty',
  code: 'B11',
  severity: 'warning',
  over: 'container',
  needs: [],
  explains: ['container-restarting', 'one-shot-restarted'],
  title: ({ name, shell }) =>
    `${name} ended at once: its command is an interactive shell (${shell}) without a terminal (-it) or anything else to run`,
  explanation: ({ name, shell }) =>
    `The only program of ${name} is ${shell}. A shell reads commands from its input; started in the background without a terminal or input it finds the end of it, and ends well with exit code 0. A container lives as long as its main process.`,
  check(subject) {
    const { condition, facts } = subject;
    if ((condition.type !== 'finished' && condition.type !== 'looping') || (condition.exitCode ?? 0) !== 0) return [];
    const { argv } = facts;
    const shell = argv.at(-1) ?? '';
    // An entrypoint script may hand over to the shell.
    const isShell = /(?:^|\/)(?:sh|bash|ash|dash|zsh|fish|python3?|node|irb|psql)$/.test(shell);
    if (!isShell || argv.length > 2 || facts.openStdin || facts.tty || (condition.ranMs ?? 0) > 5_000) return [];
    return [
      {
        data: { name: subject.name, shell },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [
          inspectProof('Path, Args', argv),
          inspectProof('Config.Tty', facts.tty),
          inspectProof('State.ExitCode', 0),
        ],
        remedies: startRemedies(subject, [
          {
            title: 'Run it with a terminal, or give it a command that stays',
            snippet: `docker run -it ${facts.image}   # or: … sleep infinity`,
          },
        ]),
      },
    ];
  },
});
