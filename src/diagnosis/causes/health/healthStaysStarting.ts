// A container counts as starting for long, because of how its health check is timed (C04, D12).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { ageOf, oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly why: string;
}

/** Waiting less than this is usual. */
const longMs = 2 * 60_000;

export const healthStaysStarting = defineCause<'container', Data>({
  id: 'health-stays-starting',
  code: 'D12',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['neverStarts', 'unreachable', 'updateStuck', 'slow'],
  explains: ['service-below-replicas'],
  title: ({ name, why }) => `${name} stays in health state starting: ${why}`,
  explanation: ({ name, why }) =>
    `Until its health check has passed once, ${name} does not count as ready: swarm sends it no traffic and lets updates wait, and Compose holds back what depends on it. Here ${why}.`,
  check(subject, around) {
    const { facts, condition } = subject;
    const check = facts.healthcheck;
    const age = ageOf(facts.state.startedAt, around.now + (subject.dossier.clockAheadMs ?? 0)) ?? 0;
    if (condition.type !== 'starting' || check === undefined || age < 45_000) return [];
    const last = facts.health?.probes.at(-1);
    const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
    const why =
      last === undefined && check.intervalMs >= longMs
        ? `its first check runs only after the interval of ${seconds(check.intervalMs)}`
        : last !== undefined && last.verdict !== 'passed' && check.startPeriodMs >= longMs
          ? `its check fails, which its start period of ${seconds(check.startPeriodMs)} hides (${oneLine(last.output, 80) || `exit code ${last.exitCode ?? '?'}`})`
          : undefined;
    if (why === undefined) return [];
    return [
      {
        data: { name: subject.name, why },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [
          inspectProof('State.Health.Status', facts.health?.status ?? 'starting'),
          inspectProof('Config.Healthcheck', {
            Test: check.test,
            Interval: check.intervalMs * 1e6,
            StartPeriod: check.startPeriodMs * 1e6,
          }),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Check more often while it starts, and give the start no more time than it needs',
            snippet: 'HEALTHCHECK --interval=10s --start-period=30s …',
          },
        ]),
      },
    ];
  },
});
