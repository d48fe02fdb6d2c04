// A container is stopped with a signal that its program does not take for the wish to end (B04).

import { stopOf, unseenStop } from '../../cases/stops';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly signal: string;
  readonly seconds: number;
}

/** These end most programs. */
const usual = /^(?:SIG)?(?:TERM|INT|QUIT)$|^(?:15|2|3)$/i;

export const wrongStopSignal = defineCause<'container', Data>({
  id: 'wrong-stop-signal',
  code: 'B04',
  severity: 'warning',
  over: 'container',
  ofTargetAlone: true,
  needs: ['events'],
  explains: ['sigterm-ignored', 'container-exited-with-error', 'killed-from-outside', 'unexplained-exit'],
  title: ({ name, signal, seconds }) =>
    `${name} is stopped with the wrong signal ${signal} (STOPSIGNAL): it does not end and is killed after ${seconds} s`,
  explanation: ({ name, signal }) =>
    `The stop signal of ${name} is set to ${signal}, which its program takes for something else or ignores. The engine waits for the grace period and then kills it (SIGKILL, exit code 137), so that it cannot end cleanly. Most programs end on SIGTERM, which is what Docker sends unless told otherwise.`,
  check(subject, around) {
    const stop = stopOf(subject, around.symptom) ?? unseenStop(subject);
    const given = subject.facts.stopSignal;
    if (stop === undefined || given === undefined || usual.test(given)) return [];
    return [
      {
        data: { name: subject.name, signal: given, seconds: stop.waitedSeconds },
        confidence: stop.seen ? 0.93 : 0.7,
        subject: subject.ref,
        evidence: [...eventProofs(subject.events, ['kill', 'die'], 3), inspectProof('Config.StopSignal', given)],
        remedies: runRemedies(subject, [
          { title: 'Stop it with SIGTERM', snippet: 'STOPSIGNAL SIGTERM   # Compose: stop_signal: SIGTERM' },
        ]),
      },
    ];
  },
});
