// A container went down with its engine or machine, and its restart policy does not bring it back (B12).

import { valueIn } from '../../../model/dossier/known';
import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { timeOf } from '../../words';

interface Data {
  readonly name: string;
  readonly policy: string;
  readonly others: number;
}

/** What runs again after a restart of the engine was started within this time. */
const backWithinMs = 3 * 60_000;

export const downSinceEngineRestart = defineCause<'container', Data>({
  id: 'down-since-engine-restart',
  code: 'B12',
  severity: 'warning',
  over: 'container',
  needs: ['containers'],
  onlyWith: ['unreachable', 'gone', 'neverStarts'],
  explains: [
    'stopped-on-request',
    'server-ended-normally',
    'unexplained-exit',
    'container-exited-with-error',
    'killed-from-outside',
  ],
  title: ({ name, policy }) =>
    `${name} went down when the engine or its machine restarted, and its restart policy ${policy} does not start it again`,
  explanation: ({ name, policy, others }) =>
    `${name} ended at the moment at which everything ended: no container that was there before has run on through it, and ${others} of them started again right after. With restart policy ${policy} the engine leaves it down after its own restart (unless-stopped and always bring it back).`,
  check(subject, around) {
    const { condition, facts } = subject;
    const policy = facts.restartPolicy.name || 'no';
    if (subject.task !== undefined || (policy !== 'no' && policy !== 'on-failure')) return [];
    if (condition.type !== 'stopped' && condition.type !== 'finished' && condition.type !== 'failed') return [];
    if (!engineCodes.has(condition.exitCode ?? -1) || condition.signals.length > 0) return [];
    const others = backAfter(subject, around);
    if (others < 2) return [];
    return [
      {
        data: { name: subject.name, policy, others },
        confidence: 0.82,
        subject: subject.ref,
        evidence: [
          inspectProof('State.FinishedAt', facts.state.finishedAt ?? '', facts.state.finishedAt),
          inspectProof('HostConfig.RestartPolicy.Name', policy),
        ],
        remedies: startRemedies(subject, [
          {
            title: 'Start it again, and let the engine do so after its next restart',
            snippet: `docker update --restart unless-stopped ${subject.name}`,
          },
        ]),
      },
    ];
  },
});

/** Ended in time (0), by SIGTERM or SIGKILL of a shutdown, or noted only after the restart (255; moby daemon restore). */
const engineCodes: ReadonlySet<number> = new Set([0, 137, 143, 255]);

/** How many that were there before started again right after its end; 0 where one of them has run on through it. */
function backAfter({ facts }: ContainerCase, { dossier }: CauseAround): number {
  const ended = timeOf(facts.state.finishedAt);
  if (ended === undefined) return 0;
  const older = (valueIn(dossier.picture.containers) ?? []).filter(
    ({ state, createdAt }) => state === 'running' && (timeOf(createdAt) ?? Number.POSITIVE_INFINITY) < ended,
  );
  const since = older.map((one) => timeOf(one.since));
  if (since.some((at) => at === undefined || at < ended - 1_000)) return 0;
  return since.filter((at) => at !== undefined && at - ended < backWithinMs).length;
}
