// A container uses nearly all of its memory limit, so that it pages and may be ended at any time (B22).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { mebibytes, raiseMemory } from '../../reading/memoryWords';

interface Data {
  readonly name: string;
  readonly used: string;
  readonly limit: string;
  readonly share: number;
}

export const memoryNearLimit = defineCause<'container', Data>({
  id: 'memory-near-limit',
  code: 'B22',
  severity: 'warning',
  over: 'container',
  needs: ['stats'],
  onlyWith: ['slow', 'restarting', 'unreachable'],
  explains: ['container-unhealthy', 'healthcheck-failing', 'healthcheck-timeout-too-short'],
  title: ({ name, used, limit, share }) => `${name} is near its memory limit: it uses ${used} of ${limit} (${share} %)`,
  explanation: ({ name, limit }) =>
    `${name} may use ${limit} of memory and is almost there, without what the kernel could give back at once. It gets slow, because its files are read from the disk again and again, or it swaps; the next larger request may have it killed for memory.`,
  check(subject) {
    const { stats, facts } = subject;
    const limit = facts.memoryBytes;
    if (stats === undefined || limit === undefined) return [];
    const share = stats.sample.memoryBytes / limit;
    if (share < 0.9 || share > 1.5) return [];
    return [
      {
        data: {
          name: subject.name,
          used: mebibytes(stats.sample.memoryBytes),
          limit: mebibytes(limit),
          share: Math.round(share * 100),
        },
        confidence: 0.8,
        subject: subject.ref,
        evidence: [
          inspectProof('stats: memory_stats', { used: stats.sample.memoryBytes }),
          inspectProof('HostConfig.Memory', limit),
        ],
        remedies: runRemedies(subject, [
          { title: 'Raise the memory limit, or let the program use less', snippet: raiseMemory(subject) },
        ]),
      },
    ];
  },
});
