// A resource limit that a container asks for is above what the engine itself may have (A22).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly number: string;
}

export const ulimitAboveHostLimit = defineCause<'container', Data>({
  id: 'ulimit-above-host-limit',
  code: 'A22',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name }) =>
    `${name} cannot start: its ulimit is higher than this host (the engine) permits (error setting rlimit)`,
  explanation: ({ number }) =>
    `The container asks for a ulimit above the hard limit of the engine on this host, and the engine lacks the right to raise it: setting rlimit type ${number} was not permitted. On a host whose engine has a higher limit the same options work.`,
  check(subject) {
    const match = startWords(subject, wordings);
    if (match === undefined) return [];
    return [
      {
        data: { name: subject.name, number: match.groups?.number ?? '' },
        confidence: 0.97,
        subject: subject.ref,
        evidence: startProof(subject),
        remedies: startRemedies(subject, [
          {
            title: 'Lower the ulimit of the container (--ulimit), or raise the engine’s own',
            snippet: 'systemctl edit docker   # [Service] LimitNOFILE=1048576, then restart',
          },
        ]),
      },
    ];
  },
});

// Wordings of Engine 20.10 to 28, runc and crun.
const wordings = [
  /error setting rlimits?(?: type (?<number>\d{1,2}))?.{0,80}operation not permitted/i,
  /setrlimit [`'"]?(?<number>\w{1,20})[`'"]?: Operation not permitted/i,
];
