// A container was made and nobody started it.

import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
}

export const containerNotStarted = defineCause<'container', Data>({
  id: 'container-not-started',
  severity: 'warning',
  over: 'container',
  needs: [],
  rank: 'symptom',
  onlyWith: ['neverStarts', 'unreachable', 'gone'],
  title: ({ name }) => `${name} was only created and never started`,
  explanation: ({ name }) =>
    `${name} exists (docker create, or a docker compose up that was broken off or stops at something else), and no start of it was tried or noted. The engine keeps no error; if a start is refused at once, its words are only shown to whoever asked for it: start it again to see them.`,
  check(subject) {
    if (subject.condition.type !== 'created') return [];
    return [
      {
        data: { name: subject.name },
        confidence: 0.75,
        subject: subject.ref,
        evidence: [
          inspectProof('State.Status', subject.facts.state.status),
          ...eventProofs(subject.events, ['create'], 1),
        ],
        remedies: startRemedies(subject, [
          { title: 'Start it and read the answer', snippet: `docker start ${subject.name}` },
        ]),
      },
    ];
  },
});
