// A Python program writes to its standard output, which keeps the text back until much has come together.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { linesKept } from '../../proofs/keptLines';
import { inspectProof } from '../../proofs/proofs';
import { logFileOf } from '../../reading/logPlaces';
import { setVariable } from '../../reading/variables';
import { ageOf } from '../../words';

interface Data {
  readonly name: string;
}

export const logsBuffered = defineCause<'container', Data>({
  id: 'logs-buffered',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  onlyWith: ['logsMissing'],
  explains: ['logs-not-on-stdout'],
  title: ({ name }) =>
    `The output of ${name} is buffered by Python (PYTHONUNBUFFERED is not set), so that its log comes late or never`,
  explanation: ({ name }) =>
    `Without a terminal Python collects what a program prints and writes it out only when some kilobytes have come together or the program ends. ${name} prints little, so nothing has reached the log; if it is killed, that text is lost. Set PYTHONUNBUFFERED=1 or start it with python -u.`,
  check(subject, around) {
    const { facts, condition } = subject;
    const line = facts.argv.join(' ');
    const python = /(?:^|[\s/])(?:python[\d.]*|gunicorn|celery|flask)(?:\s|$)/.test(line);
    const loud =
      facts.env.some(({ name, value }) => name === 'PYTHONUNBUFFERED' && value !== '') ||
      /python[\d.]* (?:-\w )*-\w*u/.test(line);
    const alive = condition.type === 'running' || condition.type === 'starting' || condition.type === 'unhealthy';
    if (!python || loud || facts.tty || !alive || linesKept(subject) > 0) return [];
    if (logFileOf(facts) !== undefined) return [];
    if ((ageOf(facts.state.startedAt, around.now) ?? 0) < 2_000) return [];
    return [
      {
        data: { name: subject.name },
        confidence: 0.8,
        subject: subject.ref,
        evidence: [
          inspectProof('Path, Args', facts.argv),
          inspectProof(
            'Config.Env',
            facts.env.map(({ name }) => name),
          ),
          inspectProof('log', '0 lines'),
        ],
        remedies: runRemedies(subject, [
          { title: 'Switch the buffer off', snippet: setVariable(subject, 'PYTHONUNBUFFERED').replace('…', '1') },
        ]),
      },
    ];
  },
});
