// A program reached a memory limit of its own (its heap), not that of its container.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { mebibytes } from '../../reading/memoryWords';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly by: string;
  readonly detail: string;
  readonly limit: string;
}

export const outOfMemoryInside = defineCause<'container', Data>({
  id: 'out-of-memory-inside',
  code: 'B02',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'fatal-signal'],
  title: ({ name, by }) => `${name} ran out of memory inside ${by}: its own heap limit, not the container’s`,
  explanation: ({ name, by, detail, limit }) =>
    `The runtime (${by}) gave up: ${detail}. The kernel did not end ${name}, so the limit that was reached is the heap that the runtime allows itself${limit}. Raise it (-Xmx, --max-old-space-size, memory_limit …) or let the program keep less.`,
  check(subject) {
    const fact = lastSaid(subject, 'outOfMemory');
    if (fact === undefined || subject.condition.outOfMemory) return [];
    return [
      {
        data: {
          name: subject.name,
          by: fact.by === 'any program' ? 'the program' : fact.by,
          detail: oneLine(fact.detail ?? fact.line.text, 120),
          limit:
            subject.facts.memoryBytes === undefined
              ? ''
              : ` (the container has ${mebibytes(subject.facts.memoryBytes)})`,
        },
        confidence: fact.by === 'any program' ? 0.7 : 0.88,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('State.OOMKilled', subject.facts.state.oomKilled)],
        remedies: runRemedies(subject, [
          {
            title: 'Raise the heap of the runtime (and the container’s memory limit with it)',
            snippet: heapFlag(fact.by),
          },
        ]),
      },
    ];
  },
});

function heapFlag(by: string): string {
  switch (by) {
    case 'Node.js':
      return 'NODE_OPTIONS=--max-old-space-size=1024';
    case 'Java':
      return 'JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75';
    case 'PHP':
      return 'memory_limit = 512M';
    case 'PostgreSQL, shared memory':
      return 'docker run --shm-size 256m …';
    default:
      return 'docker run --memory 1g …';
  }
}
