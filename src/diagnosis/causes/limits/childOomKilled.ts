// The kernel ended a child process at the memory limit, and the main process lives on or ended well (B03, trap T3).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';
import { limitWords, raiseMemory } from '../../reading/memoryWords';

interface Data {
  readonly name: string;
  readonly limit: string;
}

export const childOomKilled = defineCause<'container', Data>({
  id: 'child-oom-killed',
  code: 'B03',
  severity: 'warning',
  over: 'container',
  needs: ['events'],
  explains: ['container-oom-killed'],
  title: ({ name, limit }) =>
    `A child process of ${name} was OOM-killed: it ran out of memory at the memory limit${limit}, while the main process lives on`,
  explanation: ({ name, limit }) =>
    `The kernel ended a process inside ${name} because the container reached its memory limit${limit}. The main process went on, so that the container looks well; a worker, a job or a request is lost each time.`,
  check(subject) {
    const { condition, facts } = subject;
    const lives = condition.type === 'running' || condition.type === 'starting' || condition.type === 'unhealthy';
    const endedWell = condition.type === 'finished' && condition.exitCode === 0;
    if (!condition.outOfMemory || (!lives && !endedWell)) return [];
    return [
      {
        data: { name: subject.name, limit: limitWords(facts.memoryBytes) },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [
          inspectProof('State.OOMKilled', facts.state.oomKilled),
          ...eventProofs(subject.events, ['oom'], 3),
          ...(facts.memoryBytes === undefined ? [] : [inspectProof('HostConfig.Memory', facts.memoryBytes)]),
        ],
        remedies: runRemedies(subject, [
          { title: 'Raise the memory limit, or run fewer workers', snippet: raiseMemory(subject) },
        ]),
      },
    ];
  },
});
