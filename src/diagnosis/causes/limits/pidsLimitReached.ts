// A container may not start another process or thread: its limit on them is reached (B13).

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly limit: number | undefined;
  readonly now: number | undefined;
}

export const pidsLimitReached = defineCause<'container', Data>({
  id: 'pids-limit-reached',
  code: 'B13',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'zombie-processes'],
  title: ({ name, limit }) =>
    `${name} reached its limit on processes and threads${limit === undefined ? '' : ` (PidsLimit ${limit})`}: it can start no new one`,
  explanation: ({ name, limit, now }) =>
    `${name} wanted to start a process or thread and the kernel refused.${limit === undefined ? ' The container has no limit of its own, so it is a limit of its user (ulimit nproc) or of the host.' : ` Its PidsLimit is ${limit}; threads count like processes.`}${now === undefined ? '' : ` Now it has ${now}.`} Memory is not the matter.`,
  check(subject) {
    const fact = lastSaid(subject, 'processLimit');
    const { facts, stats } = subject;
    const limit = facts.pidsLimit;
    const now = stats?.sample.pids;
    const full = limit !== undefined && now !== undefined && now >= limit * 0.98 && now > 1;
    if (fact === undefined && !full) return [];
    return [
      {
        data: { name: subject.name, limit, now: now || undefined },
        confidence: fact !== undefined && limit !== undefined ? 0.95 : 0.75,
        subject: subject.ref,
        evidence: [
          ...(fact === undefined ? [] : [logProof(fact.line)]),
          ...(limit === undefined ? [] : [inspectProof('HostConfig.PidsLimit', limit)]),
          ...(full ? [inspectProof('stats: pids_stats.current', now)] : []),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Raise the limit on processes and threads, or start fewer',
            snippet: `docker update --pids-limit ${2 * (limit ?? 512)} ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
