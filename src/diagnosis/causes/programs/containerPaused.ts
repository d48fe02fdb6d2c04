// A container is paused: its processes are frozen, so that connections hang (B24).

import { defineCause } from '../../cause';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
}

export const containerPaused = defineCause<'container', Data>({
  id: 'container-paused',
  code: 'B24',
  severity: 'warning',
  over: 'container',
  needs: [],
  title: ({ name }) => `${name} is paused: its processes are frozen and answer nobody`,
  explanation: ({ name }) =>
    `Somebody paused ${name} (docker pause). Its processes do not run, while its ports stay open: connections are taken and then hang, health checks time out. Nothing is lost; it goes on where it was once it is unpaused.`,
  check(subject) {
    if (subject.condition.type !== 'paused') return [];
    return [
      {
        data: { name: subject.name },
        confidence: 0.97,
        subject: subject.ref,
        evidence: [
          inspectProof('State.Status', subject.facts.state.status),
          ...eventProofs(subject.events, ['pause'], 1),
        ],
        remedies: [
          { title: 'Unpause', command: 'dockhound.unpause', arguments: [subject.ref] },
          { title: 'Unpause by command', snippet: `docker unpause ${subject.name}` },
        ],
      },
    ];
  },
});
