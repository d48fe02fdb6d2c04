// A program takes the wish to end, begins to, and is killed before it is through (B04).

import type { EvidenceLine } from '../../../model/dossier/dossier';
import type { ContainerCase } from '../../cases/cases';
import { stopOf, unseenStop } from '../../cases/stops';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof, logProof } from '../../proofs/proofs';
import { oneLine, timeOf } from '../../words';

interface Data {
  readonly name: string;
  /** Absent where the events of the stop are gone. */
  readonly seconds: number | undefined;
  readonly last: string;
}

export const stopGraceTooShort = defineCause<'container', Data>({
  id: 'stop-grace-too-short',
  code: 'B04',
  severity: 'warning',
  over: 'container',
  ofTargetAlone: true,
  needs: ['events', 'log'],
  explains: ['sigterm-ignored', 'container-exited-with-error', 'killed-from-outside', 'unexplained-exit'],
  title: ({ name, seconds }) =>
    `${name} was killed while it was shutting down: its stop grace period${seconds === undefined ? '' : ` of ${seconds} s`} is too short`,
  explanation: ({ name, seconds, last }) =>
    `${name} took the signal and began to end (${last}), but was not through ${seconds === undefined ? 'in time' : `after ${seconds} s`}; then the engine killed it (SIGKILL, exit code 137), and what it had in hand was lost. That is no memory trouble.`,
  check(subject, around) {
    const stop = stopOf(subject, around.symptom) ?? unseenStop(subject);
    const line = stop === undefined ? undefined : shuttingDown(subject, stop.askedAt);
    if (stop === undefined || line === undefined) return [];
    return [
      {
        data: {
          name: subject.name,
          seconds: stop.seen ? stop.waitedSeconds : undefined,
          last: oneLine(line.text, 100),
        },
        confidence: stop.seen ? 0.95 : 0.75,
        subject: subject.ref,
        evidence: [
          ...eventProofs(subject.events, ['kill', 'die'], 3),
          logProof(line),
          inspectProof('Config.StopTimeout', subject.facts.stopTimeoutSeconds ?? 10),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Give it more time to end',
            snippet:
              'docker run --stop-timeout 60 …   # Compose: stop_grace_period: 1m; service: --stop-grace-period 1m',
          },
        ]),
      },
    ];
  },
});

const words =
  /\b(?:shut(?:ting)? ?down|stopping|draining|graceful|terminat|SIGTERM|signal 15|received signal|finishing|flushing|closing|waiting for .{0,40}(?:finish|complete|end))/i;

/** What it said of its end after it was asked to. */
function shuttingDown({ dossier }: ContainerCase, askedAt: number): EvidenceLine | undefined {
  const log = dossier.log.known ? dossier.log.value : undefined;
  const lines = [...(log?.previous.lines ?? []), ...(log?.current.lines ?? [])];
  return lines.find(({ text, time }) => (timeOf(time) ?? 0) >= askedAt - 1_000 && words.test(text));
}
