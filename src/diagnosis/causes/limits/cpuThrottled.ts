// A container uses up its share of processor time, so that it stands still most of the time (B21).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly share: number;
  readonly cores: number;
}

export const cpuThrottled = defineCause<'container', Data>({
  id: 'cpu-throttled',
  code: 'B21',
  severity: 'warning',
  over: 'container',
  needs: ['stats'],
  explains: [
    'container-unhealthy',
    'service-below-replicas',
    'healthcheck-failing',
    'healthcheck-timeout-too-short',
    'start-period-too-short',
  ],
  title: ({ name, cores, share }) =>
    `${name} is starved by its CPU limit of ${cores} cores: it was throttled in ${share} % of all periods`,
  explanation: ({ name, cores, share }) =>
    `${name} may use ${cores} of a core. In ${share} % of the periods of 100 ms it had used that up and stood still until the next one. Whatever it does takes that much longer; health checks and requests time out although the program is sound.`,
  check(subject, around) {
    const { facts, stats, condition } = subject;
    const cores = facts.nanoCpus === undefined ? facts.cpuQuotaCores : facts.nanoCpus / 1e9;
    if (stats === undefined || cores === undefined) return [];
    const { periods, throttledPeriods } = stats.counters;
    const share = periods < 20 ? 0 : throttledPeriods / periods;
    const now = stats.sample.throttled ?? share;
    // A program that only now and then uses its share up is no trouble by itself.
    const troubled =
      condition.type === 'unhealthy' || around.symptom.kinds.has('slow') || around.symptom.kinds.has('unreachable');
    if (share < 0.25 || now < 0.2 || (!troubled && share < 0.6)) return [];
    return [
      {
        data: { name: subject.name, share: Math.round(share * 100), cores: Math.round(cores * 100) / 100 },
        confidence: troubled ? 0.95 : 0.75,
        subject: subject.ref,
        evidence: [
          inspectProof('HostConfig.NanoCpus', facts.nanoCpus ?? Math.round(cores * 1e9)),
          inspectProof('stats: cpu_stats.throttling_data', { periods, throttled_periods: throttledPeriods }),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Raise its CPU limit',
            snippet:
              subject.ref.kind === 'service'
                ? `docker service update --limit-cpu ${Math.max(0.5, cores * 4)} ${subject.name}`
                : `docker update --cpus ${Math.max(0.5, cores * 4)} ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
