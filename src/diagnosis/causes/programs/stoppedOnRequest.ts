// A container that somebody misses was stopped by somebody.

import { defineCause } from '../../cause';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly exitCode: number | undefined;
  readonly when: string;
}

export const stoppedOnRequest = defineCause<'container', Data>({
  id: 'stopped-on-request',
  code: 'B06',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['unreachable', 'gone'],
  title: ({ name, when }) => `${name} is stopped: somebody stopped it (docker stop)${when}, it did not fail`,
  explanation: ({ name, exitCode }) =>
    `${name} ended because it was asked to${exitCode === undefined ? '' : ` (exit code ${exitCode})`}, and nobody has started it since; a restart policy does not bring back what was stopped on purpose. Its own program did nothing wrong.`,
  check(subject) {
    const { condition, facts, events } = subject;
    // Swarm stops tasks for reasons of its own.
    if (condition.type !== 'stopped' || subject.task !== undefined) return [];
    const finished = facts.state.finishedAt;
    return [
      {
        data: {
          name: subject.name,
          exitCode: condition.exitCode,
          when: finished === undefined ? '' : ` at ${finished.slice(0, 16).replace('T', ' ')} UTC`,
        },
        confidence: 0.85,
        subject: subject.ref,
        evidence: [
          inspectProof('State', `${facts.state.status}, exit code ${facts.state.exitCode}`, finished),
          ...eventProofs(events, ['kill', 'stop', 'die'], 3),
        ],
        remedies: [
          {
            title: 'Start it again',
            command: 'dockhound.start',
            arguments: [subject.ref],
            snippet: `docker start ${subject.name}`,
          },
          { title: 'Show logs', command: 'dockhound.logs', arguments: [subject.ref] },
        ],
      },
    ];
  },
});
