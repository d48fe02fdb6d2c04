// A port of the host that a container publishes is held by a program of the host (A07).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly port: string;
}

export const hostPortInUseByProcess = defineCause<'container', Data>({
  id: 'host-port-in-use-by-process',
  code: 'A07',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, port }) => `${name} cannot start: port ${port} is already in use by a process on the host`,
  explanation: ({ port }) =>
    `The engine could not open port ${port}, since a program that runs on the host itself listens there. “Address already in use” means a process, where “already allocated” would mean another container.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, port: match.groups?.port ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'End that program, or publish another port',
            snippet: `ss -ltnp 'sport = :${match.groups?.port ?? ''}'`,
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /listen \w{3,4} \S{0,60}?:(?<port>\d{1,5}): bind: address already in use/i,
  /failed to bind host port (?:for )?\S{0,60}?:(?<port>\d{1,5})\S{0,40}:? .{0,120}address already in use/i,
  /(?:ports are not available|bind).{0,120}?:(?<port>\d{1,5})\b.{0,200}(?:address already in use|Only one usage of each socket address)/i,
];
