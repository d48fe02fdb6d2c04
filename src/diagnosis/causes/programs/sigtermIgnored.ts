// The main process of a container does not end when asked, so that the engine kills it after the grace period (B04, T4).

import { stopOf } from '../../cases/stops';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly seconds: number;
  readonly shell: boolean;
}

export const sigtermIgnored = defineCause<'container', Data>({
  id: 'sigterm-ignored',
  code: 'B04',
  severity: 'warning',
  over: 'container',
  ofTargetAlone: true,
  needs: ['events'],
  explains: ['container-exited-with-error', 'killed-from-outside', 'unexplained-exit'],
  title: ({ name, seconds }) =>
    `${name} ignored SIGTERM and was killed after its stop grace period of ${seconds} s (exit code 137)`,
  explanation: ({ name, shell }) =>
    `When ${name} was stopped, the engine sent SIGTERM, waited for the grace period, and then killed it. Exit code 137 here is no memory trouble. ${shell ? 'Its first process is a shell, which does not pass the signal on to the program. ' : 'As process 1 a program gets no default handler: without one of its own SIGTERM does nothing. '}What it had in hand was lost, and each stop takes the whole grace period.`,
  check(subject, around) {
    const { facts, events } = subject;
    const stop = stopOf(subject, around.symptom);
    if (stop === undefined) return [];
    const shell = /(?:^|\/)(?:sh|bash|ash|dash)$/.test(facts.argv[0] ?? '');
    return [
      {
        data: { name: subject.name, seconds: stop.waitedSeconds, shell },
        confidence: 0.95,
        subject: subject.ref,
        evidence: [
          ...eventProofs(events, ['kill', 'die'], 3),
          inspectProof('State.ExitCode', 137),
          inspectProof('Path, Args', facts.argv),
        ],
        remedies: runRemedies(subject, [
          {
            title:
              'Let the program get the signal: exec form of CMD, `exec` at the end of the script, a handler (trap), or --init',
            snippet: shell ? 'exec "$@"   # last line of the entrypoint script' : 'docker run --init …',
          },
        ]),
      },
    ];
  },
});
