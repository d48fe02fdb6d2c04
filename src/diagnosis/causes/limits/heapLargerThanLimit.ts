// A program was told to use more memory than its container may have, so that the kernel ends it (B02).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';
import { heapFlag } from '../../reading/heapFlags';
import { mebibytes, raiseMemory } from '../../reading/memoryWords';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly flag: string;
  readonly from: string;
  readonly limit: string;
}

export const heapLargerThanLimit = defineCause<'container', Data>({
  id: 'heap-larger-than-limit',
  code: 'B02',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...exitSymptoms, 'container-oom-killed', 'oom-killed', 'child-oom-killed', 'killed-from-outside'],
  title: ({ name, flag, limit }) =>
    `${name} was OOM-killed: its heap (${flag}) is larger than the memory limit of its container, ${limit}`,
  explanation: ({ name, flag, from, limit }) =>
    `${name} is told to use as much memory as ${flag} says (${from}), while its container may have ${limit} in all. The runtime does not know of that limit, fills its heap beyond it, and the kernel ends it (SIGKILL, exit code 137). A heap needs room beside it: about three quarters of the limit is usual.`,
  check(subject) {
    const { condition, facts } = subject;
    const limit = facts.memoryBytes;
    if (!condition.outOfMemory || limit === undefined) return [];
    if (condition.type !== 'failed' && condition.type !== 'looping') return [];
    const heap = heapFlag(facts);
    if (heap === undefined || heap.bytes < 0.9 * limit) return [];
    return [
      {
        data: { name: subject.name, flag: heap.flag, from: heap.from, limit: mebibytes(limit) },
        confidence: 0.97,
        subject: subject.ref,
        evidence: [
          inspectProof('State.OOMKilled', facts.state.oomKilled),
          inspectProof('HostConfig.Memory', limit),
          inspectProof(heap.from === 'command' ? 'Path, Args' : `Config.Env: ${heap.from}`, heap.flag),
          ...eventProofs(subject.events, ['oom', 'die'], 2),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Set the heap to about three quarters of the limit, or raise the memory limit',
            snippet: raiseMemory(subject),
          },
        ]),
      },
    ];
  },
});
